package dev.goalkeeper.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every house rule refuses a small file made to break it, at the lines that break it, and lets the
/// nearest good one pass.
class HouseRuleSnippetsTest {
  @ParameterizedTest
  @MethodSource("refused")
  void refusesExactlyTheBadLines(Snippet snippet) {
    List<Finding> findings = snippet.rule().findings(snippet.source());

    assertThat(snippet.source().syntaxErrors()).isEmpty();
    assertThat(findings).extracting(Finding::line).hasSameElementsAs(snippet.badLines());
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void acceptsWhatIsJustWithinTheRule(Snippet snippet) {
    assertThat(snippet.source().syntaxErrors()).isEmpty();
    assertThat(snippet.rule().findings(snippet.source())).isEmpty();
  }

  @Test
  void everyRuleHasBothSorts() {
    assertThat(refused()).extracting(Snippet::rule).contains(HouseRule.values());
    assertThat(accepted()).extracting(Snippet::rule).contains(HouseRule.values());
  }

  @Test
  void refusesAPackageThatNobodyDescribes() {
    JavaSource alone = JavaSource.parse("store/src/main/java/dev/goalkeeper/store/x/A.java", "");
    JavaSource test = JavaSource.parse("store/src/test/java/dev/goalkeeper/store/y/B.java", "");
    JavaSource info =
        JavaSource.parse("store/src/main/java/dev/goalkeeper/store/y/package-info.java", "");

    assertThat(PackageRules.undescribed(List.of(alone, test, info)))
        .extracting(Finding::source)
        .containsExactly(alone.path());
  }

  @Test
  void noRuleIsMisledByWhatStandsInLiterals() {
    JavaSource source =
        JavaSource.parse(
            "store/src/main/java/dev/goalkeeper/store/log/A.java",
            """
            /// Doc.
            final class A {
              private static final String A = "// TODO return 1;" + '"' + "/* \\" @author */";
              private static final String B = \"""
                  // a.close();
                  /** System.nanoTime() */
                  \""";
            }
            """);

    assertThat(source.syntaxErrors()).isEmpty();
    assertThat(Arrays.stream(HouseRule.values()).flatMap(rule -> rule.findings(source).stream()))
        .isEmpty();
  }

  private static List<Snippet> refused() {
    return Stream.of(
            Snippet.refusedForSize(),
            Snippet.refusedForTypes(),
            Snippet.refusedForCalls(),
            Snippet.refusedForComments())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Snippet> accepted() {
    return Snippet.accepted();
  }
}
