package dev.goalkeeper.store.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Member.Status;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {
  private static final ServerId ONE = ServerId.of(1, 1);
  private static final ServerId TWO = ServerId.of(2, 1);
  private static final ServerId TWO_AGAIN = ServerId.of(2, 2);

  private final SimulatedWorld world = World.simulated(1);
  private final Pool pool = Pool.named("replication").world(world).build();
  private final List<Address> disconnected = new ArrayList<>();
  private final Members members = new Members(pool, disconnected::add);

  @Test
  void serversThatAreUpBecomePeersAtTheirGoalG1() {
    bring(list(1, up(ONE), up(TWO)));

    assertThat(members.up()).extracting(Peer::id).containsExactly(ONE, TWO);
    assertThat(members.changes().get()).isEqualTo(1);
    assertThat(row(ONE)).isEqualTo("G1");
    assertThat(disconnected).isEmpty();
  }

  @Test
  void ruleM1HangsUpOnADeadServerOnce() {
    bring(list(1, up(ONE), up(TWO)));
    bring(list(2, up(ONE), crashed(TWO)));
    bring(list(3, up(ONE), crashed(TWO)));

    assertThat(members.up()).extracting(Peer::id).containsExactly(ONE);
    assertThat(row(TWO)).isEqualTo("G2");
    assertThat(disconnected).containsExactly(address(TWO));
  }

  @Test
  void olderListIsIgnored() {
    bring(list(2, up(ONE), crashed(TWO)));
    bring(list(1, up(ONE), up(TWO)));

    assertThat(members.find(TWO)).isEmpty();
    assertThat(members.changes().get()).isEqualTo(2);
  }

  @Test
  void serverThatIsDownStaysDownWhateverComes() {
    bring(list(1, up(TWO)));
    bring(list(2, crashed(TWO)));
    bring(list(3, up(TWO)));

    assertThat(members.up()).isEmpty();
    assertThat(members.find(TWO).orElseThrow().up()).isFalse();
  }

  @Test
  void serverThatIsMissingFromTheListIsDown() {
    bring(list(1, up(ONE), up(TWO)));
    bring(list(2, up(ONE)));

    assertThat(members.find(TWO).orElseThrow().up()).isFalse();
  }

  @Test
  void whoWasListedAndIsListedNoMoreHasDeparted() {
    bring(list(1, up(ONE), crashed(TWO)));
    assertThat(members.departed(TWO)).isFalse();
    assertThat(members.departed(TWO_AGAIN)).isFalse();

    bring(list(2, up(ONE)));
    assertThat(members.departed(TWO)).isTrue();
    assertThat(members.departed(TWO_AGAIN)).isFalse();
  }

  @Test
  void newLifeOfAServerIsAnotherPeer() {
    bring(list(1, up(TWO)));
    bring(list(2, crashed(TWO), up(TWO_AGAIN)));

    assertThat(members.up()).extracting(Peer::id).containsExactly(TWO_AGAIN);
    assertThat(members.find(TWO).orElseThrow().up()).isFalse();
  }

  private void bring(Membership list) {
    pool.event("membership " + list.version(), () -> members.apply(list));
    world.run(Duration.ofMillis(1));
  }

  private String row(ServerId id) {
    Peer peer = members.find(id).orElseThrow();
    pool.latest(peer);
    world.run(Duration.ofMillis(1));
    return pool.latest(peer).row();
  }

  private static Membership list(long version, Member... members) {
    return new Membership(version, List.of(members));
  }

  private static Member up(ServerId id) {
    return new Member(id, address(id), "", 0, Status.UP);
  }

  private static Member crashed(ServerId id) {
    return new Member(id, address(id), "", 0, Status.CRASHED);
  }

  private static Address address(ServerId id) {
    return new Address("host-" + id.index(), 7000);
  }
}
