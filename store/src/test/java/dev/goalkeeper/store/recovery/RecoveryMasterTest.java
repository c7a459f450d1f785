package dev.goalkeeper.store.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.transport.TestNetwork;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryMasterTest {
  private static final ServerId SELF = ServerId.of(1, 1);
  private static final ServerId CRASHED = ServerId.of(2, 1);
  private static final SegmentId SEGMENT = new SegmentId(4);

  private final SimulatedWorld world = World.simulated(4);
  private final TestNetwork network = new TestNetwork(world);
  private final Pool pool = Pool.named("replication").world(world).build();
  private final List<Place> rooms = new ArrayList<>();
  private final RecoveryMaster master = new RecoveryMaster(pool, network,
      new Members(pool, network::forget), SELF, (request, refused) -> {
        rooms.add(new Place());
        return Optional.of(rooms.getLast());
      });

  /// Where tablets come to; it is safe when the test says so.
  private static final class Place implements ReplayTarget {
    private final Cell<Long> changes = new Cell<>(0L);
    private final Cell<Integer> wanted = new Cell<>(0);
    private Runnable safe = () -> { };
    private boolean abandoned;

    @Override
    public LogPosition start() {
      return new LogPosition(SEGMENT, 8);
    }

    @Override
    public Room replay(EntryView entry) {
      return Room.READY;
    }

    @Override
    public boolean waits() {
      return false;
    }

    @Override
    public Refused noRoom() {
      throw new AssertionError("there is room");
    }

    @Override
    public Cell<Integer> wanted() {
      return wanted;
    }

    @Override
    public Cell<Long> space() {
      return changes;
    }

    @Override
    public void raiseVersions(long floor) { }

    @Override
    public void whenTaken(Runnable action) { }

    @Override
    public Optional<Refused> bury() {
      return Optional.empty();
    }

    @Override
    public void finish(Runnable whenSafe) {
      safe = whenSafe;
    }

    @Override
    public void abandon() {
      abandoned = true;
    }
  }

  @Test
  void askedAgainOfTheSameRecoveryItGoesOn() {
    List<Message> one = ask(5, 0, 9);
    List<Message> two = ask(5, 0, 9);
    rooms.getFirst().safe.run();
    world.run(Duration.ofMillis(1));

    assertThat(rooms).hasSize(1);
    assertThat(one).containsExactly(new Recovered(SEGMENT, 8));
    assertThat(two).isEqualTo(one);
  }

  @Test
  void aLaterRecoveryOfTheSameTabletsTakesThePlaceOfTheEarlier() {
    List<Message> earlier = ask(5, 0, 9);
    List<Message> later = ask(6, 5, 20);

    assertThat(earlier).singleElement().isInstanceOfSatisfying(Refused.class, refused -> {
      assertThat(refused.reason()).isEqualTo(Refusal.INCOMPLETE);
      assertThat(refused.text()).contains("superseded by recovery 6");
    });
    assertThat(rooms).extracting(room -> room.abandoned).containsExactly(true, false);
    rooms.getLast().safe.run();
    world.run(Duration.ofMillis(1));
    assertThat(later).containsExactly(new Recovered(SEGMENT, 8));
  }

  @Test
  void whatIsFinishedAndWasNotTakenIsSupersededToo() {
    ask(5, 0, 9);
    rooms.getFirst().safe.run();
    world.run(Duration.ofMillis(1));
    ask(6, 0, 9);
    assertThat(rooms).extracting(room -> room.abandoned).containsExactly(true, false);
  }

  @Test
  void otherTabletsAndEarlierRecoveriesDisturbNobody() {
    ask(5, 0, 9);
    ask(6, 10, 19);
    ask(4, 0, 19);
    assertThat(rooms).extracting(room -> room.abandoned).containsExactly(false, false, false);
  }

  /// Of a log without segments, so that all is replayed at once.
  private List<Message> ask(long recovery, long firstHash, long lastHash) {
    List<Message> answers = new ArrayList<>();
    var tablet = new LostTablet(new TableId(1), firstHash, lastHash, SegmentId.NONE, 0);
    var request = new RecoverTablets(recovery, CRASHED, List.of(tablet), List.of());
    pool.event("ask", () -> master.receive(request, answers::add));
    world.run(Duration.ofMillis(1));
    return answers;
  }
}
