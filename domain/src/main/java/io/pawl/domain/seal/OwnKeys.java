// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The keys that a thread used before, in objects of its own. What all threads read for every value
 * must not lie beside what one of them writes for every value: the others would wait for that line
 * of the cache each time. Where objects lie is for the collector to say, so a thread reads nothing
 * shared but the secrets, which keep their distance.
 *
 * <p>There is room for a few keys. One that finds no room is read where everybody reads it, so
 * nothing is ever allocated twice for a key that is in use.
 */
final class OwnKeys {
  private static final int ROOM = 8;

  private final @Nullable KeyUser[] users = new KeyUser[ROOM];
  private final long[] ids = new long[ROOM];
  private final @Nullable HeldKey[] keys = new HeldKey[ROOM];

  /**
   * The key of this id, or null if the user's keystore does not hold it. No field of the user is
   * read as long as its key is here.
   */
  @Nullable HeldKey key(KeyUser user, long id) {
    int place = placeOf(id);
    HeldKey own = keys[place];
    if (users[place] == user && ids[place] == id && own != null && !own.isDropped()) {
      return own;
    }
    HeldKey key = user.keys().held(id);
    return key == null ? null : takeIn(user, key);
  }

  /** Takes the key in where there is room; what to use for now. */
  private HeldKey takeIn(KeyUser user, HeldKey key) {
    long id = key.id().value();
    int place = placeOf(id);
    HeldKey there = keys[place];
    if (there != null && !there.isDropped()) {
      return there.isOver(key.secret()) ? passedOn(place, user) : key;
    }
    HeldKey own = key.forOneThread();
    users[place] = null;
    ids[place] = id;
    keys[place] = own;
    users[place] = user;
    return own;
  }

  /** The next session under a key, and the next who opens with it, find it in its place. */
  private HeldKey passedOn(int place, KeyUser user) {
    users[place] = user;
    return requireNonNull(keys[place]);
  }

  private static int placeOf(long id) {
    return (int) (id % ROOM);
  }
}
