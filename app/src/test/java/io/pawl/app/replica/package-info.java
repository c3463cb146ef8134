// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.pawl.app.replica;

import org.jspecify.annotations.NullMarked;
