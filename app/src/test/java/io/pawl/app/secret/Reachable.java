// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.secret;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything of ours that is reached from an object by its fields, and by what it collects. */
final class Reachable {
  private static final String OURS = "io.pawl.";

  private final Set<Object> objects = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private Reachable() {}

  static Reachable from(Object root) {
    Reachable reachable = new Reachable();
    reachable.reach(root);
    while (!reachable.open.isEmpty()) {
      reachable.expand(reachable.open.remove());
    }
    return reachable;
  }

  Set<Object> objects() {
    return objects;
  }

  Set<String> types() {
    return objects.stream()
        .map(object -> object.getClass().getSimpleName())
        .collect(Collectors.toSet());
  }

  private void reach(@Nullable Object object) {
    if (object != null && objects.add(object)) {
      open.add(object);
    }
  }

  private void expand(Object object) {
    if (object instanceof Collection<?> many && !isOurs(object)) {
      many.forEach(this::reach);
    } else if (object instanceof Map<?, ?> map) {
      map.keySet().forEach(this::reach);
      map.values().forEach(this::reach);
    } else if (object instanceof AtomicReference<?> reference) {
      reach(reference.get());
    } else if (object instanceof Optional<?> optional) {
      optional.ifPresent(this::reach);
    } else if (object.getClass().isArray()) {
      expandArray(object);
    } else if (isOurs(object)) {
      expandFields(object);
    }
  }

  private void expandArray(Object array) {
    if (!array.getClass().getComponentType().isPrimitive()) {
      for (int at = 0; at < Array.getLength(array); at++) {
        reach(Array.get(array, at));
      }
    }
  }

  private void expandFields(Object object) {
    for (Class<?> type = object.getClass(); isOurs(type); type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          reach(valueOf(field, object));
        }
      }
    }
  }

  private static @Nullable Object valueOf(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(field.toString(), e);
    }
  }

  private static boolean isOurs(Object object) {
    return isOurs(object.getClass());
  }

  private static boolean isOurs(@Nullable Class<?> type) {
    return type != null && type.getName().startsWith(OURS);
  }
}
