package dev.goalkeeper.store.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerIdTest {
  @Test
  void readsAsPlaceAndLife() {
    assertThat(ServerId.of(3, 2)).hasToString("s3.2");
    assertThat(ServerId.NONE).hasToString("none");
  }

  @Test
  void hasBothPartsOrNone() {
    assertThatThrownBy(() -> new ServerId(3L << 32)).hasMessageContaining("no server id");
    assertThatThrownBy(() -> new ServerId(2)).hasMessageContaining("no server id");
    assertThat(new ServerId(0)).isEqualTo(ServerId.NONE);
  }

  @Test
  void isOrderedByPlaceAndThenByLife() {
    assertThat(ServerId.of(2, 9)).isLessThan(ServerId.of(3, 1));
    assertThat(ServerId.of(3, 1)).isLessThan(ServerId.of(3, 2));
  }
}
