// SPDX-License-Identifier: Apache-2.0

/** That keys are nowhere but where they have to be, and how that is searched for. */
@NullMarked
package io.pawl.app.secret;

import org.jspecify.annotations.NullMarked;
