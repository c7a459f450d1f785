package dev.goalkeeper.cli.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.house.Repository;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.store.replication.ReplicatedLog;
import dev.goalkeeper.testkit.RuleTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionsTest {
  private static final Path REASONS = Repository.here().root().resolve("docs/mutants.md");

  @Test
  void clausesAreNamedAndSoIsWhatTheyCall() {
    assertThat(Conditions.of(Part.REPLICATION).names())
        .contains("replication.Replica \"open\"", "replication.Replica.slow",
            "replication.Placement.allowed", "replication.Segment \"all whole\"",
            "membership.DomainWidth.of", "wire.Progress.covers")
        .doesNotContain("replication.Replica.sendData", "replication.Replica.backOff");
    assertThat(Conditions.of(Part.EXAMPLES).names())
        .contains("figure2.Replica \"unsent\"", "blocks.Block.live", "raft.Replica.committable");
  }

  @Test
  void whatIsExcludedIsNoConditionAnywhere() {
    Conditions conditions = Conditions.of(Part.REPLICATION);
    assertThat(conditions.otherMethods()).contains("sendData", "<clinit>")
        .doesNotContain("slow", "allowed");
    assertThat(conditions.types()).contains("dev.goalkeeper.store.replication.Replica");
  }

  @Test
  void everyTableOfReplicationIsMutated() {
    List<String> names = RuleTables.below("dev.goalkeeper.store.replication", ReplicatedLog.class)
        .stream().map(Rules::name).toList();
    assertThat(Part.REPLICATION.tables())
        .extracting(table -> table.substring(table.lastIndexOf('.') + 1)).containsAll(names);
  }

  /// The rest is for `./goalkeeper mutate` to say, which takes minutes.
  @ParameterizedTest
  @EnumSource
  void everyReasonIsForAConditionThatThereIs(Part part) throws IOException {
    List<String> names = Conditions.of(part).names();
    assertThat(Reasons.read(REASONS, part).byMutant().keySet())
        .allMatch(key -> names.stream().anyMatch(name -> key.startsWith(name + ": ")));
  }
}
