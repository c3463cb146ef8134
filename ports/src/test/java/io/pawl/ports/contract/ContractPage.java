// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import com.google.common.collect.ImmutableList;
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
 * Names by rule number: the tests that check a rule and what breaks it. On the page they stand in
 * backquotes under the rule's heading.
 */
record ContractPage(
    ImmutableSetMultimap<Integer, String> tests, ImmutableSetMultimap<Integer, String> breakers) {
  private static final Path PAGES = Path.of("..", "docs", "contracts");
  private static final Pattern HEADING = Pattern.compile("### [A-Z]+-(\\d+) .+");
  private static final Pattern TEST = Pattern.compile("[a-z]+(\\d+)_\\w+");
  private static final Pattern LISTED_TEST = Pattern.compile("- `(\\w+)`");
  private static final Pattern LISTED_BREAKER = Pattern.compile("- broken by `(\\w+)`");

  /** A kit, the page that describes it, and what was made wrong to prove it. */
  enum Contract {
    REGISTRY_STORE(
        "registry-store.md",
        WriterRegistryStoreContract.class,
        BrokenRows.class,
        BrokenScans.class,
        BrokenDisks.class,
        BrokenOpenings.class,
        BrokenSnapshots.class,
        BrokenInstalls.class,
        BrokenKeyRings.class),
    KEK("kek.md", KekContract.class, BrokenKeks.class);

    private final String page;
    private final Class<?> kit;
    private final ImmutableList<Class<?>> broken;

    Contract(String page, Class<?> kit, Class<?>... broken) {
      this.page = page;
      this.kit = kit;
      this.broken = ImmutableList.copyOf(broken);
    }

    Stream<Class<?>> broken() {
      return broken.stream()
          .flatMap(kind -> Stream.of(kind.getDeclaredClasses()))
          .filter(one -> one.isAnnotationPresent(Breaks.class));
    }
  }

  static ContractPage written(Contract contract) throws IOException {
    ImmutableSetMultimap.Builder<Integer, String> tests = ImmutableSetMultimap.builder();
    ImmutableSetMultimap.Builder<Integer, String> breakers = ImmutableSetMultimap.builder();
    int rule = 0;
    for (String line : Files.readAllLines(PAGES.resolve(contract.page))) {
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

  static ContractPage tested(Contract contract) {
    ImmutableSetMultimap.Builder<Integer, String> tests = ImmutableSetMultimap.builder();
    for (Method method : contract.kit.getMethods()) {
      ruleOf(method.getName()).ifPresent(rule -> tests.put(rule, method.getName()));
    }
    ImmutableSetMultimap.Builder<Integer, String> breakers = ImmutableSetMultimap.builder();
    contract.broken().forEach(one -> breakers.put(ruleBrokenBy(one), one.getSimpleName()));
    return new ContractPage(tests.build(), breakers.build());
  }

  static int ruleBrokenBy(Class<?> broken) {
    return broken.getAnnotation(Breaks.class).value();
  }

  /** The rule a test is about; a test without a number is about all of them. */
  static Optional<Integer> ruleOf(String test) {
    Matcher name = TEST.matcher(test);
    return name.matches() ? Optional.of(Integer.parseInt(name.group(1))) : Optional.empty();
  }
}
