package dev.goalkeeper.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every house rule, over every Java source of the repository.
class HouseRulesTest {
  private static List<JavaSource> sources = List.of();

  @BeforeAll
  static void parseAllSources() {
    Repository here = Repository.here();
    sources = here.javaSources().stream().map(file -> JavaSource.read(here, file)).toList();
  }

  @ParameterizedTest
  @EnumSource
  void holdsInEverySource(HouseRule rule) {
    List<Finding> findings =
        sources.stream().flatMap(source -> rule.findings(source).stream()).toList();
    assertThat(findings).as(() -> rule + " is broken").isEmpty();
  }

  @Test
  void everyPackageIsDescribed() {
    assertThat(PackageRules.undescribed(sources)).isEmpty();
  }

  /// A parser that gave up, or a folder that was not found, would let everything pass.
  @Test
  void everyModuleIsReadAndParsed() {
    Repository here = Repository.here();
    assertThat(sources).allSatisfy(source -> assertThat(source.syntaxErrors()).isEmpty());
    assertThat(sources)
        .extracting(source -> source.path().replaceFirst("/.*", ""))
        .contains("pools", "testkit", "micrometer", "jfr", "examples", "store", "zookeeper",
            "cluster-sim", "bench", "cli")
        .containsAll(here.modulesOfCode().stream().map(here::name).toList());
  }
}
