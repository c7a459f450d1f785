package dev.goalkeeper.clustersim.mutants;

import static dev.goalkeeper.clustersim.mutants.Patch.in;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A patch that does not find what it changes says so, before a seed runs.
class PatchTest {
  private static final String REPLICA = "store.replication.Replica";

  static Stream<Arguments> misplaced() {
    return Stream.of(
        Arguments.of(in("store.replication.Gone.begin").returns(true), "no class"),
        Arguments.of(in(REPLICA + ".gone").returns(true), "0 methods called gone"),
        Arguments.of(in("store.replication.ReplicatedLog.closed").returns(true), "3 methods"),
        Arguments.of(in(REPLICA + ".begin").returns(true), "returns no truth value"),
        Arguments.of(in(REPLICA + ".begin").does("gone"), "no method gone"),
        Arguments.of(in(REPLICA + ".begin").call("Op.begin").leftOut(), "makes no such call"),
        Arguments.of(in(REPLICA + ".commit").call("Op.reset").second().leftOut(), "1 such calls"),
        Arguments.of(
            in("store.replication.Placement.allowed").call("String.equals").answers(true),
            "2 such calls; say which"),
        Arguments.of(
            in(REPLICA + ".begin").call("Segment.choiceMade").answers(true),
            "returns no truth value"),
        Arguments.of(
            in(REPLICA + ".whole").call("Progress.covers").leftOut(), "say what it answers"),
        Arguments.of(in(REPLICA + ".begin").call("Op.reset").instead("gone"), "there is no gone"),
        Arguments.of(
            Patch.declarations(REPLICA).clause("peer", "gone").instead("always"),
            "makes no such call"));
  }

  @ParameterizedTest
  @MethodSource("misplaced")
  void thatHasLostItsPlaceIsAnError(Patch patch, String complaint) {
    assertThatThrownBy(() -> new MutantLoader(List.of(patch)))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining(complaint);
  }
}
