package dev.goalkeeper.store.backup;

import static dev.goalkeeper.store.wire.Refusal.NOT_OPEN;
import static dev.goalkeeper.store.wire.Refusal.NO_SPACE;
import static dev.goalkeeper.store.wire.Refusal.STALE_REPLICA;
import static dev.goalkeeper.store.wire.Refusal.UNKNOWN_SENDER;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.log.FrameReading;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.FetchEntries;
import dev.goalkeeper.store.wire.FreeReplica;
import dev.goalkeeper.store.wire.Mode;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TakeInventory;
import dev.goalkeeper.store.wire.WriteReplica;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The backup part of a server: answers the writes and frees of other masters (paper, figure 2, the
/// other side).
///
/// Every answer is [Done] or a reason; a request that is sent again gets the same answer and
/// changes nothing. Called on the event loop.
public final class BackupService {
  private final FrameStore store;
  private final Predicate<ServerId> masterUp;
  private final boolean synced;
  private final GroupCommit commit;
  private final WaitingOpenings openings;
  private final FrameSupply supply;
  private final DeadLog deadLog = new DeadLog();
  private final Map<SegmentKey, HeldReplica> held = new LinkedHashMap<>();
  private final FreedGenerations freed = new FreedGenerations();
  private final Set<ServerId> sealed = new HashSet<>();
  private final Cell<Integer> adopted = new Cell<>(0);
  private int damaged;

  /// Adopts what lies sound in the store's frames: replicas from earlier lives are kept, since they
  /// may be the last copies of something.
  ///
  /// @param pool of the event loop: its tasks bring frames to the disk
  /// @param masterUp whether this server knows a master as up
  /// @param mode whether an answer waits until what it is about is on the disk
  public BackupService(
      Pool pool, KeptFrames frames, Predicate<ServerId> masterUp, Mode mode) {
    this.store = frames.store();
    this.masterUp = masterUp;
    this.synced = mode == Mode.SYNCED;
    this.commit = new GroupCommit(pool, store);
    this.openings = new WaitingOpenings(pool, store, this::write);
    this.supply = new FrameSupply(store);
    pool.add(supply);
    frames.found().forEach(this::adopt);
    supply.changed();
  }

  /// A master writes to a replica. The answer goes out at once in a buffered cluster, and if it is
  /// a refusal; in a synced one it waits until all that the replica has is on the disk. An opening
  /// may wait for its frame before that.
  public void write(WriteReplica write, Responder responder) {
    if (openings.hold(write, responder)) {
      return;
    }
    Reply.ToCommand reply = take(write);
    HeldReplica written =
        synced && reply instanceof Done ? held.get(SegmentKey.of(write.replica())) : null;
    if (written == null || written.forced()) {
      responder.respond(reply);
    } else if (commit.condemned(written)) {
      responder.respond(SyncGroup.failed(written));
    } else {
      commit.answer(written, responder);
    }
  }

  private Reply.ToCommand take(WriteReplica write) {
    ReplicaId replica = write.replica();
    Optional<Refused> refusal = admit(replica.master());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    HeldReplica present = held.get(SegmentKey.of(replica));
    if (freed.covers(replica) || olderThan(present, replica)) {
      return refused(STALE_REPLICA, replica, "was freed, or a later one took its place");
    }
    if (write.end() > store.identity().segmentBytes()) {
      return refused(NO_SPACE, replica,
          "ends at byte " + write.end() + ", and frames hold " + store.identity().segmentBytes());
    }
    if (present != null && present.replica().equals(replica)) {
      return extend(present, write);
    }
    return write.opens() ? open(write) : refused(NOT_OPEN, replica, "was never opened here");
  }

  /// A master gives a replica up.
  public Reply.ToCommand free(FreeReplica free) {
    ReplicaId replica = free.replica();
    Optional<Refused> refusal = admit(replica.master());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    freed.add(replica);
    HeldReplica present = held.get(SegmentKey.of(replica));
    if (present != null && freed.covers(present.replica())) {
      drop(present);
    }
    return new Done();
  }

  /// The log of a master is to be recovered: nothing that the master says is heeded any more, from
  /// before the answer on. A backup that starts later has a list in which the master is not up.
  public Reply.ToTakeInventory takeInventory(TakeInventory take) {
    sealed.add(take.master());
    return DeadLog.inventory(take.master(), held.values());
  }

  /// A part of a replica, for whoever recovers what its master had.
  public Reply.ToFetchEntries fetch(FetchEntries fetch) {
    HeldReplica present = held.get(SegmentKey.of(fetch.replica()));
    return present != null && present.replica().equals(fetch.replica()) && present.complete()
        ? deadLog.entries(present, fetch)
        : new Refused(NOT_OPEN, "replica " + fetch.replica() + " is not here: take another one");
  }

  /// What it keeps of that master's log is of no use: the master has left nothing behind.
  void forget(ServerId master, int most) {
    of(master).limit(most).toList().forEach(this::drop);
  }

  /// How many of those that it keeps are from an earlier life.
  Cell<Integer> adopted() {
    return adopted;
  }

  /// All that it keeps, in the order in which it came; a copy.
  List<HeldReplica> all() {
    return List.copyOf(held.values());
  }

  /// The replica is not what it certifies. Its frame stays as it is, for a person to look at, and
  /// is not used again in this life; whatever else comes for the replica is refused.
  void giveUp(HeldReplica broken) {
    remove(broken);
    freed.add(broken.replica());
    damaged++;
  }

  Stream<HeldReplica> of(ServerId master) {
    return held.values().stream().filter(each -> each.replica().master().equals(master));
  }

  /// Whether it keeps something of such a master. Asked at each look at the task of garbage.
  boolean keepsOf(Predicate<ServerId> which) {
    for (SegmentKey key : held.keySet()) {
      if (which.test(key.master())) {
        return true;
      }
    }
    return false;
  }

  /// The masters of which it keeps something.
  Set<ServerId> masters() {
    return held.keySet().stream().map(SegmentKey::master).collect(Collectors.toSet());
  }

  /// Files that the disk does not keep, of which nothing is acknowledged any more.
  public Collection<String> condemned() {
    return store.condemned();
  }

  /// Frames whose replica was found damaged, as this life began or later.
  public int damaged() {
    return damaged;
  }

  /// Counted anew at each call.
  public BackupStatus status() {
    Collection<HeldReplica> all = held.values();
    int closed = count(all, HeldReplica::closed);
    int complete = count(all, HeldReplica::complete);
    return new BackupStatus(store.total(), store.free(), complete - closed, closed,
        all.size() - complete, count(all, HeldReplica::adopted));
  }

  /// Whether a master's word counts. Rules about masters that the cluster has given up, and do not
  /// know it, belong here.
  private Optional<Refused> admit(ServerId master) {
    return masterUp.test(master) && !sealed.contains(master)
        ? Optional.empty()
        : Optional.of(new Refused(UNKNOWN_SENDER, "master " + master + " is not up as far as this"
            + " backup knows; ask the coordinator"));
  }

  /// The older generation stays until the newer one is there, unless the disk is full: its master
  /// has given it up. An opening that is refused for want of room stays refused: its master goes
  /// elsewhere, and a second copy of the message must not make a replica that nobody knows of.
  private Reply.ToCommand open(WriteReplica opening) {
    HeldReplica older = held.get(SegmentKey.of(opening.replica()));
    Frame frame = store.allocate().orElse(null);
    if (frame == null && older != null) {
      drop(older);
      older = null;
      frame = store.allocate().orElse(null);
    }
    supply.changed();
    if (frame == null) {
      freed.add(opening.replica());
      return refused(NO_SPACE, opening.replica(), "finds no free frame; take another backup");
    }
    HeldReplica begun = HeldReplica.begin(frame, opening);
    Reply.ToCommand reply = begun.write(opening);
    switch (reply) {
      case Done() -> replace(older, begun);
      case Refused refused -> store.release(frame);
    }
    return reply;
  }

  private Reply.ToCommand extend(HeldReplica present, WriteReplica write) {
    boolean before = present.closed();
    if (!before && commit.condemned(present)) {
      return SyncGroup.failed(present);
    }
    Reply.ToCommand reply = present.write(write);
    if (!synced) {
      present.publish();
    }
    if (!before && present.closed()) {
      commit.force(present);
    }
    return reply;
  }

  private void replace(@Nullable HeldReplica older, HeldReplica begun) {
    if (older != null) {
      drop(older);
    }
    held.put(SegmentKey.of(begun.replica()), begun);
    if (!synced) {
      begun.publish();
    }
  }

  private void adopt(FrameReading found) {
    switch (found) {
      case FrameReading.Sound sound -> {
        if (sound.fellBack()) {
          sound.frame().fallBack();
        }
        adopt(HeldReplica.adopt(sound.frame(), sound.metadata()));
      }
      case FrameReading.Forgotten forgotten -> store.release(forgotten.frame());
      case FrameReading.Corrupt corrupt -> adopt(corrupt);
    }
  }

  /// What is damaged stays where it is, for a person to look at, and its frame is not used.
  private void adopt(FrameReading.Corrupt corrupt) {
    if (corrupt.torn()) {
      store.release(corrupt.frame());
    } else {
      damaged++;
    }
  }

  /// A power cut can bring back a replica that a newer generation had replaced, or was about to.
  private void adopt(HeldReplica found) {
    HeldReplica other = held.get(SegmentKey.of(found.replica()));
    if (other != null && (other.complete() == found.complete()
        ? olderThan(other, found.replica()) : other.complete())) {
      store.release(found.frame());
      return;
    }
    if (other != null) {
      drop(other);
    }
    held.put(SegmentKey.of(found.replica()), found);
    adopted.set(adopted.get() + 1);
    if (found.owesSeal()) {
      commit.force(found);
    }
  }

  private void drop(HeldReplica replica) {
    remove(replica);
    store.release(replica.frame());
  }

  private void remove(HeldReplica replica) {
    held.remove(SegmentKey.of(replica.replica()));
    commit.forget(replica);
    replica.drop();
    if (replica.adopted()) {
      adopted.set(adopted.get() - 1);
    }
  }

  private static boolean olderThan(@Nullable HeldReplica present, ReplicaId replica) {
    return present != null && replica.generation() < present.replica().generation();
  }

  private static int count(Collection<HeldReplica> all, Predicate<HeldReplica> which) {
    return (int) all.stream().filter(which).count();
  }

  private static Refused refused(Refusal reason, ReplicaId replica, String what) {
    return new Refused(reason, "replica " + replica + " " + what);
  }
}
