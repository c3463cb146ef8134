// SPDX-License-Identifier: Apache-2.0

/** The command line: text for people, JSON for programs, exit codes for scripts. */
@NullMarked
package io.pawl.app.cli;

import org.jspecify.annotations.NullMarked;
