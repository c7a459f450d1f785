package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.GetMembership;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.RecordEpoch;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ServerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The coordinator's two promises on which replication rests: what is given up stays given up, and
/// epochs are recorded for nobody else. When a server is given up is the scenario's to say, so
/// that it can be too early.
final class SimCoordinator implements Receiver {
  static final Address ADDRESS = new Address("coordinator", 1);

  private final Map<ServerId, Member> members = new TreeMap<>();
  private final Map<ServerId, Epoch> epochs = new HashMap<>();
  private final Witness witness;
  private long version;

  /// Hears of epochs.
  interface Witness {
    /// A master is about to be answered.
    default void asked(ServerId master) {}

    /// The epoch of a master may have been raised.
    default void recorded(ServerId master) {}
  }

  SimCoordinator(Witness witness) {
    this.witness = witness;
  }

  void enlist(List<Member> all) {
    all.forEach(member -> members.put(member.id(), member));
    version++;
  }

  void giveUp(ServerId id) {
    members.computeIfPresent(id, (same, known) ->
        new Member(same, known.address(), known.domain(), known.memoryBytes(),
            Member.Status.CRASHED));
    version++;
  }

  boolean up(ServerId id) {
    return members.containsKey(id) && members.get(id).up();
  }

  /// Whether that many servers, or more, are up.
  boolean upAtLeast(int count) {
    return members.values().stream().filter(Member::up).count() >= count;
  }

  Membership list() {
    return new Membership(version, List.copyOf(members.values()));
  }

  Epoch epoch(ServerId master) {
    return epochs.getOrDefault(master, Epoch.NONE);
  }

  @Override
  public void receive(Envelope envelope, Message request, Responder responder) {
    if (request instanceof RecordEpoch record) {
      witness.asked(record.master());
    }
    responder.respond(switch (request) {
      case GetMembership _ -> list();
      case RecordEpoch record when up(record.master()) -> record(record);
      case RecordEpoch record ->
          new Refused(Refusal.UNKNOWN_SENDER, record.master() + " is not up");
      case Message other -> new Refused(Refusal.NOT_MINE, "nobody asks that here: " + other);
    });
  }

  private Done record(RecordEpoch request) {
    if (request.epoch().compareTo(epoch(request.master())) > 0) {
      epochs.put(request.master(), request.epoch());
    }
    witness.recorded(request.master());
    return new Done();
  }
}
