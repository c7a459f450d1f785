package dev.goalkeeper.store.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.replication.OneMaster.Call;
import dev.goalkeeper.store.wire.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever chance says.
class PlacementTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noReplicaIsPlacedOnTheMastersHost(long seed) {
    var master = new OneMaster(seed, 1, "m", "m", "a", "m");
    assertThat(master.onlyCall().to().host()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void backupWithoutRoomIsLeftAlone(long seed) {
    var master = new OneMaster(seed, 1, "m", "a", "b");
    Call refused = master.onlyCall();
    master.refuse(refused, Refusal.NO_SPACE);
    assertThat(master.onlyCall().to()).isNotEqualTo(refused.to());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void onOneHostEachReplicaIsInAProcessOfItsOwn(long seed) {
    var master = new OneMaster(seed, 2, "m", "m", "m");
    assertThat(master.calls()).extracting(OneMaster::place).containsExactlyInAnyOrder(2, 3);
  }
}
