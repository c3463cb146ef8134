// SPDX-License-Identifier: Apache-2.0

/** A cluster in one process that shows what a registry is good for, and checks what it shows. */
@NullMarked
package io.pawl.app.demo;

import org.jspecify.annotations.NullMarked;
