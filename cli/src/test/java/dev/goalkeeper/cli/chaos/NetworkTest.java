package dev.goalkeeper.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A network does what it says it can, here; and says why it is not a better one.
class NetworkTest {
  @Test
  void theBestThereIsSaysWhatItLacks() {
    String lacking = Namespaces.lacking();
    try (Network best = Network.best(2)) {
      assertThat(best.severs()).isEqualTo(lacking.isEmpty());
      assertThat(best.told()).contains(lacking.isEmpty() ? "namespaces" : lacking);
      Host one = best.host("one");
      Host two = best.host("two");
      assertThat(one.address()).isNotEqualTo(two.address());
      one.cutOff(true, true);
      two.disconnect();
      if (best.severs()) {
        best.sever(one, two);
      }
      best.mend();
    }
  }

  @Test
  void proxiesCannotPartTwoMachinesAndAreNotAskedTo() {
    try (var proxies = new Proxies("there is no right to more")) {
      Host one = proxies.host("one");
      assertThat(proxies.told()).endsWith("since there is no right to more");
      assertThat(one.reaching(List.of(one.address()))).doesNotContain(one.address());
      assertThatThrownBy(() -> proxies.sever(one, one)).isInstanceOf(IllegalStateException.class);
      assertThat(Fault.over(proxies)).contains(Fault.CUT_OFF, Fault.POWER_CUT)
          .doesNotContain(Fault.SPLIT, Fault.ONE_WAY, Fault.HALVES, Fault.NO_COORDINATOR);
    }
  }
}
