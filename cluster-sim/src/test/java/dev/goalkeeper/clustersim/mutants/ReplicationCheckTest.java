package dev.goalkeeper.clustersim.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.clustersim.check.ReplicationCheck;
import dev.goalkeeper.testkit.Check;
import dev.goalkeeper.testkit.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The replication of the store, explored; and wrong ways to do it, each refuted by the same model.
class ReplicationCheckTest {
  /// Canonical states of the small model. It moves when the protocol does, and with nothing else.
  private static final int STATES = 0;

  @Test
  void allStatesOfTheSmallModelKeepWhatIsAcknowledged() {
    assertThat(ReplicationCheck.small().run().orThrow().states()).isEqualTo(STATES);
  }

  @ParameterizedTest
  @CsvSource({
      "I1 skipped, I1 is broken",
      "I2 skipped, I2 is broken",
      "I3 skipped, I3 is broken",
      "the old epoch is kept, head",
      "acknowledged with one replica too few, acknowledged",
      "a replacement that was lost raises nothing, head",
  })
  void wrongProtocolIsRefuted(String name, String why) throws ReflectiveOperationException {
    Mutant mutant =
        Mutants.all().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    Class<?> anew = mutant.load().loadClass(ReplicationCheck.class.getName());
    Check<?> check = (Check<?>) anew.getMethod("small").invoke(null);
    Verdict verdict = check.run();
    assertThat(verdict).isInstanceOf(Verdict.Refuted.class);
    assertThat(((Verdict.Refuted) verdict).counterexample().why()).contains(why);
  }
}
