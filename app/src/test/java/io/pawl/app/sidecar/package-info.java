// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.pawl.app.sidecar;

import org.jspecify.annotations.NullMarked;
