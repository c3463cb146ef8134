// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

/**
 * How much may be written before it goes into the file: what a kill costs at most, and what the
 * write that fills a group has to wait for.
 *
 * @param rows how many rows there may be to put into the file: at worst each is in another page
 * @param changes how many changes there may be, a write counting as one more
 */
record GroupLimits(int rows, int changes) {
  static final GroupLimits DEFAULT = new GroupLimits(2048, 32_768);
}
