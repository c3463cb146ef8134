// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.pawl.adapters.ratis;

import org.jspecify.annotations.NullMarked;
