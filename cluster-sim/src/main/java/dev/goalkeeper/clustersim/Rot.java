package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.log.FrameReading;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.ReplicaDamaged;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A bit changes by itself in what a backup keeps, and nobody has asked for it. It must be found,
/// and another replica made, before anybody needs it.
final class Rot {
  /// In one place after the other: who has found one must look on.
  private static final int TIMES = 2;

  private final Cluster cluster;
  private final Interference interference;
  private final Faults faults;
  private final RandomGenerator random;

  Rot(SimulatedWorld world, Cluster cluster, Interference interference, Faults faults) {
    this.cluster = cluster;
    this.interference = interference;
    this.faults = faults;
    this.random = world.random("rot");
  }

  /// Lets it happen on that machine, until all is made good. What was told of it first may get
  /// lost. In the end the bits are what they were: when the machine starts again it finds replicas
  /// that its masters have done without.
  void befall(SimProcess.Machine machine) {
    for (int i = 0; i < TIMES; i++) {
      cluster.untilWhole();
      List<Frame> needed = needed(machine).toList();
      if (!needed.isEmpty()) {
        if (random.nextBoolean()) {
          interference.lose(passage -> passage.is(ReplicaDamaged.class));
        }
        rot(machine, needed.get(random.nextInt(needed.size())));
      }
    }
  }

  private void rot(SimProcess.Machine machine, Frame frame) {
    FrameMetadata held = metadata(frame);
    ReplicaId replica = held.replica();
    long place = frame.end(random.nextInt(held.certificate().length()));
    int bit = random.nextInt(Byte.SIZE);
    faults.followed(Fault.BIT_ROT, () -> "in " + replica + " at " + machine.address());
    machine.disk().flip(frame.file(), place, bit);
    cluster.until("the rot of " + replica + " at " + machine.address() + " is made good",
        () -> copies(replica) >= Cluster.REPLICAS || !isUp(replica.master())
            || (cluster.struck() && isGivenBack(replica)));
    machine.disk().flip(frame.file(), place, bit);
  }

  /// Replicas of masters that are up, of which there is none to spare. Whoever asks who is up lets
  /// time pass: frames are looked at afterwards.
  private Stream<Frame> needed(SimProcess.Machine machine) {
    Set<ServerId> up = cluster.up().stream().map(Member::id).collect(Collectors.toSet());
    return frames(machine)
        .filter(frame -> metadata(frame).closed())
        .filter(frame -> up.contains(metadata(frame).replica().master()))
        .filter(frame -> copies(metadata(frame).replica()) == Cluster.REPLICAS);
  }

  private long copies(ReplicaId replica) {
    return cluster.machines().stream().flatMap(Rot::frames)
        .filter(frame -> metadata(frame).closed() && isOf(replica, metadata(frame).replica()))
        .filter(frame -> FrameReading.of(frame) instanceof FrameReading.Sound)
        .count();
  }

  private boolean isUp(ServerId id) {
    return cluster.up().stream().anyMatch(member -> member.id().equals(id));
  }

  /// Whoever takes over what a dead one had needs room for it, and cleans: what has rotted may be
  /// of no use to its master any more.
  private boolean isGivenBack(ReplicaId replica) {
    String listed = "\"segment\":" + replica.segment().value() + ",";
    return cluster.up().stream().filter(member -> member.id().equals(replica.master()))
        .map(member -> cluster.status(member.address()))
        .anyMatch(status -> !status.isEmpty() && !status.contains(listed));
  }

  private static boolean isOf(ReplicaId one, ReplicaId other) {
    return one.master().equals(other.master()) && one.segment().equals(other.segment());
  }

  private static Stream<Frame> frames(SimProcess.Machine machine) {
    return machine.disk().files().isEmpty()
        ? Stream.empty() : FrameStore.openReadOnly(machine.disk()).used().stream();
  }

  private static FrameMetadata metadata(Frame frame) {
    return frame.metadata().orElseThrow();
  }
}
