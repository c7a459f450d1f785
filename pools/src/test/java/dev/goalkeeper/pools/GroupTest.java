package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GroupTest {
  private final Scene scene = new Scene();
  private final Crew crew = new Crew();

  @Test
  void emptyGroupSatisfiesAllAndNeitherAnyNorCount() {
    scene.add(crew);
    assertThat(scene.row(crew)).isEqualTo("empty");
  }

  @Test
  void quorumsFollowMembersThatTurn() {
    Lamp one = crew.join("one");
    Lamp two = crew.join("two");
    Lamp three = crew.join("three");
    scene.add(crew);
    assertThat(scene.row(crew)).isEqualTo("none");

    scene.bring(() -> one.wanted.set(true));
    assertThat(scene.row(crew)).isEqualTo("some");
    scene.bring(() -> two.wanted.set(true));
    assertThat(scene.row(crew)).isEqualTo("many");
    scene.bring(() -> three.wanted.set(true));
    assertThat(scene.row(crew)).isEqualTo("all");
    scene.bring(() -> one.wanted.set(false));
    assertThat(scene.row(crew)).isEqualTo("many");
  }

  @Test
  void quorumsFollowMembersThatJoin() {
    scene.add(crew);
    var lit = new Lamp("lit");
    lit.lit = true;
    lit.wanted.set(true);
    scene.bring(() -> crew.lamps.add(lit));
    assertThat(scene.row(crew)).isEqualTo("the one");

    scene.bring(() -> crew.join("dark"));
    assertThat(scene.row(crew)).isEqualTo("some");
  }

  @Test
  void quorumsFollowMembersThatLeaveOrAreRetired() {
    Lamp lit = crew.join("lit");
    Lamp dark = crew.join("dark");
    scene.add(crew);
    scene.bring(() -> lit.wanted.set(true));
    assertThat(scene.row(crew)).isEqualTo("some");

    scene.bring(() -> crew.lamps.remove(dark));
    assertThat(scene.row(crew)).isEqualTo("the one");
    assertThat(dark.added()).isFalse();

    scene.bring(() -> scene.pool.retire(lit));
    assertThat(scene.row(crew)).isEqualTo("empty");
    assertThat(crew.lamps.members()).isEmpty();
  }

  @Test
  void membersLeaveThePoolWithTheirOwner() {
    Lamp one = crew.join("one");
    var stranger = new Lamp("stranger");
    scene.add(crew);
    scene.add(stranger);
    crew.lamps.add(new Lamp("two"));
    scene.settle();

    scene.bring(() -> scene.pool.retire(crew));

    assertThat(scene.pool.tasks()).containsExactly(stranger);
    assertThat(one.added()).isFalse();
    assertThat(crew.lamps.size()).isZero();
  }

  @Test
  void anyOrderOfRetiringLeavesTheOthersInThePool() {
    Lamp one = crew.join("one");
    Lamp two = crew.join("two");
    scene.add(crew);
    var three = scene.add(new Lamp("three"));

    scene.bring(() -> scene.pool.retire(one));
    assertThat(scene.pool.tasks()).containsExactlyInAnyOrder(crew, two, three);
    scene.bring(() -> scene.pool.retire(three));
    assertThat(scene.pool.tasks()).containsExactlyInAnyOrder(crew, two);
    scene.bring(() -> scene.pool.retire(crew));
    assertThat(scene.pool.tasks()).isEmpty();
  }

  @Test
  void memberThatLeavesBeforeItsOwnerIsAddedIsNotAdded() {
    Lamp one = crew.join("one");
    crew.lamps.remove(one);
    scene.add(crew);
    assertThat(scene.row(crew)).isEqualTo("empty");
    assertThat(one.added()).isFalse();
  }

  @Test
  void memberOfOneGroupOrPoolCannotJoinAnother() {
    Lamp one = crew.join("one");
    scene.add(crew);
    var other = new Crew();
    assertThatThrownBy(() -> other.lamps.add(one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one is in a pool or a group already");
    var loose = scene.add(new Lamp("loose"));
    assertThatThrownBy(() -> crew.lamps.add(loose)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> crew.lamps.remove(loose))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loose is not of");
  }
}
