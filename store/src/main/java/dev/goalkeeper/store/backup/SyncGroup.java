package dev.goalkeeper.store.backup;

import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The replicas that one force of a file brings to the disk, and the answers that wait for it.
///
/// A replica that is forgotten meanwhile stays out: its frame may hold another by the time that the
/// force ends, and nothing must be written into it then.
final class SyncGroup {
  private final Set<HeldReplica> replicas = new LinkedHashSet<>();
  private final List<Waiting> answers = new ArrayList<>();

  /// An answer to a write to that replica.
  private record Waiting(HeldReplica replica, Responder responder) {}

  void add(HeldReplica replica) {
    replicas.add(replica);
  }

  void hold(HeldReplica replica, Responder responder) {
    answers.add(new Waiting(replica, responder));
  }

  void forget(HeldReplica replica) {
    replicas.remove(replica);
  }

  /// Vouches, in one block of each frame, for what is about to be forced.
  void publish() {
    replicas.forEach(HeldReplica::beginForce);
  }

  /// Where the part of the file begins that is to be forced. It may be empty.
  long from() {
    return replicas.stream().mapToLong(each -> each.frame().start()).min().orElse(0);
  }

  /// Where it ends.
  long to() {
    return replicas.stream().mapToLong(each -> each.frame().end(each.length())).max().orElse(0);
  }

  /// All of it is on the disk; the group is empty after that.
  ///
  /// @return replicas that are final now, and said so in their other block: those go to the disk in
  ///     the next group
  List<HeldReplica> settle() {
    List<HeldReplica> sealed = replicas.stream().filter(HeldReplica::endForce).toList();
    List<Waiting> ended = drain();
    for (Waiting each : ended) {
      each.responder().respond(each.replica().dropped() ? stale(each.replica()) : new Done());
    }
    return sealed;
  }

  /// Nobody knows what is on the disk of this; the group is empty after that. What was forced
  /// before is there still, and may be the last copy of something: the replicas stay.
  void refuse() {
    drain().forEach(each -> each.responder().respond(failed(each.replica())));
  }

  /// What a master is told whose replica lies in a condemned file.
  static Refused failed(HeldReplica replica) {
    return new Refused(Refusal.DISK_FAILED, "replica " + replica.replica() + " lies in "
        + replica.frame().file() + ", which the disk does not keep; take another backup");
  }

  private static Refused stale(HeldReplica replica) {
    return new Refused(Refusal.STALE_REPLICA,
        "replica " + replica.replica() + " was freed, or a later one took its place");
  }

  private List<Waiting> drain() {
    List<Waiting> ended = List.copyOf(answers);
    answers.clear();
    replicas.clear();
    return ended;
  }
}
