// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our bytes are the bytes others compute, case by case, and no case is left out. */
class VectorsTest {

  @TestFactory
  Stream<DynamicContainer> every_case_holds() {
    return VectorSection.all().stream()
        .map(
            section ->
                dynamicContainer(
                    section.toString(),
                    section.cases().stream()
                        .map(
                            vector ->
                                dynamicTest(vector.name(), () -> section.check().accept(vector)))));
  }

  @ParameterizedTest
  @MethodSource("io.pawl.domain.vectors.VectorSection#all")
  void no_section_loses_a_case(VectorSection section) {
    assertThat(section.cases()).hasSize(section.size());
  }

  @ParameterizedTest
  @EnumSource
  void every_section_of_a_file_is_checked(VectorFile file) {
    Set<String> accountedFor = new TreeSet<>(file.prose());
    VectorSection.all().stream()
        .filter(section -> section.file() == file)
        .forEach(section -> accountedFor.add(section.pointer()));

    assertThat(file.sections()).isEqualTo(accountedFor);
  }
}
