package dev.goalkeeper.testkit.wrong;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WrongModulesTest {
  /// As many as there are to be at least.
  private static final int MODULES_MIN = 30;

  static List<WrongModule> catalogue() {
    return Stream.of(Tables.all(), Calls.all(), Worlds.all(), Alarming.all())
        .flatMap(List::stream).toList();
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void mistakeIsFoundAndItsTwinIsLeftInPeace(WrongModule module) {
    assertThat(module.wrong().get()).as("found by %s", module.finder())
        .anySatisfy(found -> assertThat(found).contains(module.expected()));
    assertThat(module.right().get()).as("the corrected twin").isEmpty();
  }

  @Test
  void catalogueIsLargeAndNoMistakeIsInItTwice() {
    assertThat(catalogue()).hasSizeGreaterThanOrEqualTo(MODULES_MIN)
        .extracting(WrongModule::mistake).doesNotHaveDuplicates();
    assertThat(catalogue()).extracting(WrongModule::finder).contains(Finder.values());
  }
}
