// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ObjectInputFilter;
import java.util.Set;

/**
 * What may come over the network as Java objects. Ratis sends exceptions that way, to clients and
 * between nodes, and reads them without looking; whoever answers at a member's address could have a
 * process make objects of any class it has. So exceptions pass, with what exceptions are made of,
 * and nothing else does.
 */
public final class ReceivedObjects {
  private static final int DEPTH_MAX = 64;
  private static final int REFERENCES_MAX = 20_000;
  private static final int BYTES_MAX = 1 << 20;
  private static final int ARRAY_MAX = 4096;

  /** Of Throwable and of its fields; a number or an enum also needs the class above it. */
  private static final Set<String> PARTS =
      Set.of(
          "java.lang.Object",
          "java.lang.String",
          "java.lang.StackTraceElement",
          "java.lang.Number",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Boolean",
          "java.lang.Enum",
          "java.util.ArrayList",
          "java.util.Collections$EmptyList",
          "java.util.Collections$UnmodifiableCollection",
          "java.util.Collections$UnmodifiableList",
          "java.util.Collections$UnmodifiableRandomAccessList");

  private static final Set<String> PACKAGES_OF_EXCEPTIONS =
      Set.of(
          "java.io",
          "java.lang",
          "java.net",
          "java.nio",
          "java.nio.channels",
          "java.nio.file",
          "java.util",
          "java.util.concurrent",
          "io.pawl.adapters.ratis");

  private static final String RATIS = "org.apache.ratis.";

  private ReceivedObjects() {}

  /**
   * Has this process refuse all other objects, whoever reads them; for the start of a process that
   * is Pawl and nothing else. A filter that is set already stays.
   *
   * @return whether it was set
   */
  @CanIgnoreReturnValue
  public static boolean guardThisProcess() {
    if (ObjectInputFilter.Config.getSerialFilter() != null) {
      return false;
    }
    ObjectInputFilter.Config.setSerialFilter(filter());
    return true;
  }

  /** For a process that has a filter of its own to put it into. */
  public static ObjectInputFilter filter() {
    return ReceivedObjects::check;
  }

  private static ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
    if (info.depth() > DEPTH_MAX
        || info.references() > REFERENCES_MAX
        || info.streamBytes() > BYTES_MAX
        || info.arrayLength() > ARRAY_MAX) {
      return ObjectInputFilter.Status.REJECTED;
    }
    Class<?> type = info.serialClass();
    if (type == null) {
      return ObjectInputFilter.Status.UNDECIDED;
    }
    return isAllowed(type) ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
  }

  private static boolean isAllowed(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element.isPrimitive()
        || PARTS.contains(element.getName())
        || (element.isEnum() && element.getName().startsWith(RATIS))
        || (Throwable.class.isAssignableFrom(element) && isOfKnownPackage(element));
  }

  private static boolean isOfKnownPackage(Class<?> type) {
    return PACKAGES_OF_EXCEPTIONS.contains(type.getPackageName())
        || type.getName().startsWith(RATIS);
  }
}
