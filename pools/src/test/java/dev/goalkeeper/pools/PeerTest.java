package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PeerTest {
  private final Scene scene = new Scene();
  private final Lamp lamp = new Lamp("lamp");
  private final Watcher watcher = new Watcher();

  /// Looks at what a watcher sees of its lamp: a peer of a peer.
  private static final class Overseer extends Task<Overseer> {
    static final Clauses<Overseer> C = Clauses.of(Overseer.class);
    static final LinkInput<Overseer, Watcher> WATCHER = C.link("watcher");
    static final Fact<Overseer> HEARS =
        C.peer("hears of light", WATCHER, () -> Watcher.SEES, true);
    static final Rules<Overseer> RULES = C.rules()
        .waits("D", HEARS.not())
        .goal ("G", HEARS)
        .build();

    final Link<Watcher> watcher = link(WATCHER);

    @Override
    protected Rules<Overseer> rules() {
      return RULES;
    }
  }

  @Test
  void absentPeerReadsAsDeclared() {
    scene.add(watcher);
    var overseer = scene.add(new Overseer());
    assertThat(scene.row(watcher)).isEqualTo("D");
    assertThat(scene.row(overseer)).isEqualTo("G");
  }

  @Test
  void peerThatTurnsWakesWhoeverLooksAtIt() {
    watcher.lamp.set(lamp);
    scene.add(watcher);
    scene.add(lamp);
    scene.bring(() -> lamp.wanted.set(true));
    assertThat(scene.row(watcher)).isEqualTo("G");
    scene.bring(() -> lamp.wanted.set(false));
    assertThat(watcher.notes).containsExactly("light", "dark");
  }

  @Test
  void linkThatLeadsElsewhereShowsTheOtherPeerAndForgetsTheFirst() {
    var other = scene.add(new Lamp("other"));
    scene.add(lamp);
    scene.add(watcher);
    scene.bring(() -> watcher.lamp.set(lamp));
    scene.bring(() -> other.wanted.set(true));
    assertThat(scene.row(watcher)).isEqualTo("D");

    scene.bring(() -> watcher.lamp.set(other));
    assertThat(scene.row(watcher)).isEqualTo("G");
    scene.bring(() -> lamp.wanted.set(true));
    scene.bring(() -> other.wanted.set(false));
    assertThat(scene.row(watcher)).isEqualTo("D");
  }

  @Test
  void retiredPeerIsAbsentAndItsLinkLeadsNowhere() {
    watcher.lamp.set(lamp);
    scene.add(watcher);
    scene.add(lamp);
    scene.bring(() -> lamp.wanted.set(true));

    scene.bring(() -> scene.pool.retire(lamp));

    assertThat(scene.row(watcher)).isEqualTo("D");
    assertThat(watcher.lamp.present()).isFalse();
    assertThatThrownBy(watcher.lamp::get)
        .isInstanceOf(IllegalStateException.class).hasMessage("'lamp' of a Watcher leads nowhere");
  }

  @Test
  void peerOfAPeerWakesAcrossBoth() {
    var overseer = new Overseer();
    overseer.watcher.set(watcher);
    watcher.lamp.set(lamp);
    scene.add(overseer);
    scene.add(watcher);
    scene.add(lamp);
    assertThat(scene.row(overseer)).isEqualTo("D");
    scene.bring(() -> lamp.wanted.set(true));
    assertThat(scene.row(overseer)).isEqualTo("G");
    scene.bring(() -> scene.pool.retire(lamp));
    assertThat(scene.row(overseer)).isEqualTo("D");
  }

  @Test
  void manyWatchersOfOnePeerComeAndGoInAnyOrder() {
    scene.add(lamp);
    var watchers = new Watcher[5];
    for (int i = 0; i < watchers.length; i++) {
      watchers[i] = scene.add(new Watcher());
      Watcher each = watchers[i];
      scene.bring(() -> each.lamp.set(lamp));
    }
    scene.bring(() -> watchers[1].lamp.clear());
    scene.bring(() -> scene.pool.retire(watchers[0]));
    scene.bring(() -> lamp.wanted.set(true));

    assertThat(scene.row(watchers[1])).isEqualTo("D");
    for (int i = 2; i < watchers.length; i++) {
      assertThat(scene.row(watchers[i])).as("watcher %d", i).isEqualTo("G");
    }
    scene.bring(() -> scene.pool.retire(lamp));
    assertThat(scene.row(watchers[4])).isEqualTo("D");
  }

  @Test
  void linkToATaskOfAnotherPoolIsRefused() {
    Pool other = Pool.named("other").world(scene.world).build();
    other.add(lamp);
    scene.add(watcher);
    assertThatThrownBy(() -> watcher.lamp.set(lamp))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lamp is in pool other")
        .hasMessageContaining("pools exchange values");

    var late = new Watcher();
    late.lamp.set(lamp);
    assertThatThrownBy(() -> scene.pool.add(late)).isInstanceOf(IllegalArgumentException.class);

    var early = new Lamp("early");
    scene.bring(() -> watcher.lamp.set(early));
    assertThatThrownBy(() -> other.add(early)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void linkToARetiredTaskIsRefused() {
    scene.add(lamp);
    scene.add(watcher);
    scene.pool.retire(lamp);
    assertThatThrownBy(() -> watcher.lamp.set(lamp))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("which was retired");
  }
}
