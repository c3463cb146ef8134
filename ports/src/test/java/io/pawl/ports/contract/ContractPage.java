// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import com.google.common.collect.ImmutableSetMultimap;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names by rule number: the tests that check a rule and the stores that break it. On the page they
 * stand in backquotes under the rule's heading.
 */
record ContractPage(
    ImmutableSetMultimap<Integer, String> tests, ImmutableSetMultimap<Integer, String> breakers) {
  private static final Path PAGE = Path.of("..", "docs", "contracts", "registry-store.md");
  private static final Pattern HEADING = Pattern.compile("### RS-(\\d+) .+");
  private static final Pattern TEST = Pattern.compile("rs(\\d+)_\\w+");
  private static final Pattern LISTED_TEST = Pattern.compile("- `(\\w+)`");
  private static final Pattern LISTED_BREAKER = Pattern.compile("- broken by `(\\w+)`");

  static ContractPage written() throws IOException {
    ImmutableSetMultimap.Builder<Integer, String> tests = ImmutableSetMultimap.builder();
    ImmutableSetMultimap.Builder<Integer, String> breakers = ImmutableSetMultimap.builder();
    int rule = 0;
    for (String line : Files.readAllLines(PAGE)) {
      Matcher heading = HEADING.matcher(line);
      Matcher test = LISTED_TEST.matcher(line);
      Matcher breaker = LISTED_BREAKER.matcher(line);
      if (heading.matches()) {
        rule = Integer.parseInt(heading.group(1));
      } else if (test.matches()) {
        tests.put(rule, test.group(1));
      } else if (breaker.matches()) {
        breakers.put(rule, breaker.group(1));
      }
    }
    return new ContractPage(tests.build(), breakers.build());
  }

  static ContractPage tested() {
    ImmutableSetMultimap.Builder<Integer, String> tests = ImmutableSetMultimap.builder();
    for (Method method : WriterRegistryStoreContract.class.getMethods()) {
      ruleOf(method.getName()).ifPresent(rule -> tests.put(rule, method.getName()));
    }
    ImmutableSetMultimap.Builder<Integer, String> breakers = ImmutableSetMultimap.builder();
    brokenStores().forEach(store -> breakers.put(ruleBrokenBy(store), store.getSimpleName()));
    return new ContractPage(tests.build(), breakers.build());
  }

  static Stream<Class<?>> brokenStores() {
    return Stream.of(
            BrokenRows.class,
            BrokenScans.class,
            BrokenDisks.class,
            BrokenOpenings.class,
            BrokenSnapshots.class,
            BrokenInstalls.class)
        .flatMap(kind -> Stream.of(kind.getDeclaredClasses()))
        .filter(store -> store.isAnnotationPresent(Breaks.class));
  }

  static int ruleBrokenBy(Class<?> store) {
    return store.getAnnotation(Breaks.class).value();
  }

  /** The rule a test is about; a test without a number is about all of them. */
  static Optional<Integer> ruleOf(String test) {
    Matcher name = TEST.matcher(test);
    return name.matches() ? Optional.of(Integer.parseInt(name.group(1))) : Optional.empty();
  }
}
