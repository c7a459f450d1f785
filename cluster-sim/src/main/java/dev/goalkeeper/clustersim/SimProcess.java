package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedProcess;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.metadata.MetadataStore;
import dev.goalkeeper.store.server.Candidate;
import dev.goalkeeper.store.server.CoordinatorProcess;
import dev.goalkeeper.store.server.ServerOptions;
import dev.goalkeeper.store.server.StoreServer;
import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import java.util.function.Consumer;

/// One process of a simulated cluster: the production wiring over the simulated seams.
final class SimProcess implements Receiver {
  private final SimNetwork network;
  private final Address address;
  private final SimulatedProcess process;
  private final Pool pool;
  private final SimTransport transport;
  private Receiver receiver = SimProcess::notYet;
  private boolean alive = true;
  private boolean busy;

  private SimProcess(
      SimNetwork network, SimulatedProcess process, String pool, Address address) {
    this.network = network;
    this.address = address;
    this.process = process;
    this.pool =
        Pool.named(pool + " of " + address).world(process).failStop(SimProcess::fail).build();
    this.transport = network.displace(address, this, process);
  }

  /// Who stands for election as a coordinator, with a store of its own.
  record Candidature(CoordinatorOptions options, MetadataStore store) {}

  /// @param death is run when the coordinator ends by itself
  static SimProcess coordinator(SimNetwork network, SimulatedProcess runs, Address address,
      Candidature stands, Consumer<SimProcess> death) {
    var started = new SimProcess(network, runs, "coordinator-membership", address);
    started.receiver = CoordinatorProcess.receiver(started.pool, started.transport, address,
        new Candidate(stands.options(), stands.store(), line -> {
          started.crash();
          death.accept(started);
        }));
    return started;
  }

  /// @param death is told why the server ends
  static SimProcess server(
      SimNetwork network, SimulatedProcess runs, Machine machine, Consumer<String> death) {
    var started = new SimProcess(network, runs, "replication", machine.address());
    var seams = new StoreServer.Seams(
        started.pool, started.transport, machine.disk(), Runnable::run);
    var server = new StoreServer(seams, machine.options(), line -> {
      started.crash();
      death.accept(line);
    });
    started.receiver = server.receiver();
    server.start(machine.address());
    return started;
  }

  /// A process that answers nobody: a client's.
  static SimProcess client(SimNetwork network, SimulatedProcess runs, Address address) {
    return new SimProcess(network, runs, "client", address);
  }

  /// What outlives a server's process.
  record Machine(Address address, SimDisk disk, ServerOptions options) {}

  Address address() {
    return address;
  }

  Pool pool() {
    return pool;
  }

  SimTransport transport() {
    return transport;
  }

  boolean alive() {
    return alive;
  }

  /// From now on it turns every request away, or does so no more.
  void busy(boolean has) {
    busy = has;
  }

  /// From now on it does nothing, and knows nothing of it.
  void stop() {
    process.stop();
  }

  /// It goes on, unless it is dead.
  void goOn() {
    if (alive) {
      process.goOn();
    }
  }

  /// Dies: its machine is all that is left.
  void crash() {
    if (alive) {
      alive = false;
      process.end();
      pool.close();
      network.crash(transport);
    }
  }

  @Override
  public void receive(Envelope envelope, Message request, Responder responder) {
    if (busy) {
      responder.respond(new Refused(Refusal.BUSY, "this process has too much to do"));
    } else {
      receiver.receive(envelope, request, responder);
    }
  }

  private static void notYet(Envelope envelope, Message request, Responder responder) {
    responder.respond(new Refused(Refusal.BUSY, "this process is starting"));
  }

  private static void fail(Throwable thrown) {
    throw new IllegalStateException(
        "a process of the simulation failed: " + thrown.getMessage(), thrown);
  }
}
