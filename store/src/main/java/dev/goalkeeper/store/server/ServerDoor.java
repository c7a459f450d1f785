package dev.goalkeeper.store.server;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.backup.BackupService;
import dev.goalkeeper.store.master.Master;
import dev.goalkeeper.store.recovery.RecoveryMaster;
import dev.goalkeeper.store.replication.ReplicatedLog;
import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.BringTablet;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.FetchEntries;
import dev.goalkeeper.store.wire.FreeReplica;
import dev.goalkeeper.store.wire.ForgetTable;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.LetGo;
import dev.goalkeeper.store.wire.MembershipApplied;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.PushMembership;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ReplicaDamaged;
import dev.goalkeeper.store.wire.ReplicaFound;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TakeInventory;
import dev.goalkeeper.store.wire.TakeTablet;
import dev.goalkeeper.store.wire.WriteReplica;
import java.util.Optional;
import java.util.function.Consumer;

/// Where requests to a server come in, and are handed to the part that answers them. What changes
/// state comes in as an event of the pool: `why` begins there, and whatever throws ends the server.
final class ServerDoor implements Receiver {
  private final StoreServer server;
  private final Pool pool;
  private final Inspector inspector;
  private long term;

  ServerDoor(StoreServer server, Pool pool, Inspector inspector) {
    this.server = server;
    this.pool = pool;
    this.inspector = inspector;
  }

  @Override
  public void receive(Envelope envelope, Message message, Responder responder) {
    if (message instanceof Inspect inspect) {
      pool.event("inspect", () -> responder.respond(inspector.answer(inspect)));
      return;
    }
    Optional<Refused> refused = misdirected(envelope).or(() -> outdated(envelope, message));
    if (refused.isPresent()) {
      responder.respond(refused.get());
      return;
    }
    switch (message) {
      case Request.ToAnyone request -> answer(request, responder);
      case PushMembership push -> pool.event(
          "membership " + push.membership().version(), () -> apply(push, responder));
      case Request.ToMaster request ->
          withParts(responder, parts -> toMaster(request, parts.master(), responder));
      case Request.ToRecoveryMaster request ->
          withParts(responder, parts -> toRecovery(request, parts.recovery(), responder));
      case Request.ToReplication request -> withParts(responder, parts ->
          toReplication(request, envelope.sender(), parts.replication(), responder));
      case Request.ToBackup request ->
          withParts(responder, parts -> toBackup(request, parts.backup(), responder));
      case Request.ToCoordinator request -> responder.respond(new Refused(Refusal.NOT_MINE,
          "this is server " + server.id() + "; the coordinator is at "
              + server.coordinators()));
      case Reply reply -> responder.respond(
          new Refused(Refusal.NOT_MINE, "an answer without a question"));
    }
  }

  /// Meant for another life of this server, or for one that does not know yet which it is.
  private Optional<Refused> misdirected(Envelope envelope) {
    ServerId self = server.id();
    if (self.equals(ServerId.NONE)) {
      return Optional.of(new Refused(Refusal.BUSY, "this server is not enlisted yet"));
    }
    if (envelope.target().equals(ServerId.NONE) || envelope.target().equals(self)) {
      return Optional.empty();
    }
    return Optional.of(new Refused(Refusal.WRONG_SERVER,
        "this is " + self + ", not " + envelope.target()));
  }

  /// A coordinator whose term is over may not know it. What is asked in no term is no command.
  private Optional<Refused> outdated(Envelope envelope, Message message) {
    if (ofAnotherTerm(envelope, message)) {
      return Optional.of(new Refused(Refusal.STALE_TERM, "a command of term " + envelope.term()
          + ", and server " + server.id() + " follows the coordinator of term " + term));
    }
    term = Math.max(term, envelope.term());
    return Optional.empty();
  }

  private boolean ofAnotherTerm(Envelope envelope, Message message) {
    return envelope.term() < term && (envelope.term() > 0 || isCommand(message));
  }

  private static boolean isCommand(Message message) {
    return message instanceof PushMembership || message instanceof TakeTablet
        || message instanceof ForgetTable
        || message instanceof RecoverTablets || message instanceof TakeInventory
        || message instanceof BringTablet || message instanceof LetGo;
  }

  private void answer(Request.ToAnyone request, Responder responder) {
    switch (request) {
      case Ping ping -> responder.respond(new Pong());
      case Inspect inspect -> responder.respond(inspector.answer(inspect));
    }
  }

  private void apply(PushMembership push, Responder responder) {
    server.members().apply(push.membership());
    responder.respond(new MembershipApplied(server.members().changes().get()));
  }

  /// Refuses whatever comes before the server has its parts.
  private void withParts(Responder responder, Consumer<StoreServer.Parts> action) {
    server.parts().ifPresentOrElse(action, () -> responder.respond(
        new Refused(Refusal.BUSY, "this server is still opening its frames")));
  }

  private void toMaster(Request.ToMaster request, Master master, Responder responder) {
    pool.event("client", () -> master.receive(request, responder));
  }

  private void toRecovery(
      Request.ToRecoveryMaster request, RecoveryMaster recovery, Responder responder) {
    switch (request) {
      case RecoverTablets recover -> pool.event("recover tablets of " + recover.crashed(),
          () -> recovery.receive(recover, responder));
      case BringTablet bring -> pool.event("bring " + bring.tablet(),
          () -> recovery.receive(bring, responder));
    }
  }

  private void toReplication(Request.ToReplication request, ServerId sender,
      ReplicatedLog replication, Responder responder) {
    switch (request) {
      case ReplicaDamaged(var replica) -> pool.event("replica " + replica + " is damaged", () -> {
        replication.damaged(replica);
        responder.respond(new Done());
      });
      case ReplicaFound(var replica) -> pool.event("replica " + replica + " is found", () ->
          responder.respond(replication.found(replica, sender) ? new Done()
              : new Refused(Refusal.BUSY, "replica " + replica + " may be needed still")));
    }
  }

  private void toBackup(Request.ToBackup request, BackupService backup, Responder responder) {
    pool.event("master", () -> {
      switch (request) {
        case WriteReplica write -> backup.write(write, responder);
        case FreeReplica free -> responder.respond(backup.free(free));
        case TakeInventory take -> responder.respond(backup.takeInventory(take));
        case FetchEntries fetch -> responder.respond(backup.fetch(fetch));
      }
    });
  }
}
