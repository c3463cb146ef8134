// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

/**
 * One number that the log keeps about itself.
 *
 * @param name lower-case words joined by underscores, with the unit last; the same over the life of
 *     a build
 */
public record KeyFigure(String name, double value) {}
