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

  /// Rings, once and for good, if it sees no light.
  private static final class Alarm extends Task<Alarm> {
    static final Clauses<Alarm> C = Clauses.of(Alarm.class);
    static final LinkInput<Alarm, Lamp> LAMP = C.link("lamp");
    static final Fact<Alarm> SEES = C.peer("sees light", LAMP, () -> Lamp.LIT, false);
    static final Fact<Alarm> RUNG = C.local("rung", alarm -> alarm.rung);
    static final Rules<Alarm> RULES = C.rules()
        .rule("R", Alarm::ring, SEES.not(), RUNG.not())
        .goal("G1",             SEES)
        .goal("G2",             SEES.not(), RUNG)
        .build();

    final Link<Lamp> lamp = link(LAMP);
    private boolean rung;

    @Override
    protected Rules<Alarm> rules() {
      return RULES;
    }

    private void ring() {
      rung = true;
    }
  }

  @Test
  void noRuleFiresOnAPeerThatWasNotLookedAtYet() {
    lamp.lit = true;
    lamp.wanted.set(true);
    var alarm = new Alarm();
    alarm.lamp.set(lamp);
    scene.pool.add(alarm);
    scene.pool.add(lamp);
    scene.settle();
    assertThat(scene.row(alarm)).isEqualTo("G1");
    assertThat(alarm.rung).isFalse();
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
    scene.bring(() -> watchers[4].lamp.clear());
    scene.bring(() -> watchers[2].lamp.clear());
    scene.bring(() -> lamp.wanted.set(false));
    assertThat(watchers[3].notes).containsExactly("light", "dark");
    scene.bring(() -> watchers[4].lamp.set(lamp));
    scene.bring(() -> scene.pool.retire(lamp));
    assertThat(watchers[3].lamp.present()).isFalse();
    assertThat(watchers[4].lamp.present()).isFalse();
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
