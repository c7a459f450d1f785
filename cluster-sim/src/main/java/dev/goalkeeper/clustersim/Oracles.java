package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Message;
import java.util.function.Consumer;

/// Those who watch what the processes of a simulated cluster say to each other.
final class Oracles implements SimNetwork.MessageObserver, SimNetwork.AnswerObserver {
  private final RecordOracle record;
  private final TermOracle terms;
  private final OneServes service;

  Oracles(SimulatedWorld world) {
    this.record = new RecordOracle(world);
    this.terms = new TermOracle(world);
    this.service = new OneServes(world);
  }

  /// Who has to see the record as it changes.
  SimMetadata.Observer record() {
    return record;
  }

  /// A message of any kind is on its way.
  void passes(Address from, Address to, Message message) {
    record.sent(from, to, message);
  }

  @Override
  public void sent(Address from, Address to, Message message) {}

  @Override
  public Consumer<Message> arrived(SimTransport at, Message request) {
    return service.arrived(at, request);
  }

  @Override
  public void answered(SimTransport server, SimNetwork.Arrival request, Message reply) {
    terms.answered(server, request, reply);
    record.answered(server, request, reply);
  }
}
