// SPDX-License-Identifier: Apache-2.0

/** A class that breaks the rules of the driving ports, to prove that the rules can fail. */
@NullMarked
package io.pawl.ports.driving.offending;

import org.jspecify.annotations.NullMarked;
