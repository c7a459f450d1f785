package dev.goalkeeper.clustersim.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.clustersim.check.ReplicationCheck;
import dev.goalkeeper.testkit.Check;
import dev.goalkeeper.testkit.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The replication of the store, explored in two small models; and wrong ways to do it, each
/// refuted in one of them. Canonical states move when the protocol does, and with nothing else.
class ReplicationCheckTest {
  @Test
  void neighbouringSegmentsKeepTheirOrderInAllStates() {
    assertThat(ReplicationCheck.neighbours().run().orThrow().states()).isEqualTo(695);
  }

  @Test
  void lostOpenReplicaIsMadeUpForInAllStates() {
    assertThat(ReplicationCheck.losses().run().orThrow().states()).isEqualTo(2_596);
  }

  @ParameterizedTest
  @CsvSource({
      "I1 skipped, neighbours, I1 is broken",
      "I2 skipped, neighbours, I2 is broken",
      "I3 skipped, neighbours, I3 is broken",
      "acknowledged with one replica too few, neighbours, acknowledged",
      "the old epoch is kept, losses, short head",
      "acknowledged before the record, losses, short head",
      "a replacement is opened as a first replica is, losses, short head",
  })
  void wrongProtocolIsRefuted(String name, String model, String why)
      throws ReflectiveOperationException {
    Verdict verdict = checkOf(name, model).run();
    assertThat(verdict).isInstanceOf(Verdict.Refuted.class);
    assertThat(((Verdict.Refuted) verdict).counterexample().why()).contains(why);
  }

  private static Check<?> checkOf(String mutant, String model)
      throws ReflectiveOperationException {
    Mutant wrong =
        Mutants.all().filter(each -> each.name().equals(mutant)).findFirst().orElseThrow();
    Class<?> anew = wrong.load().type(ReplicationCheck.class);
    return (Check<?>) anew.getMethod(model).invoke(null);
  }
}
