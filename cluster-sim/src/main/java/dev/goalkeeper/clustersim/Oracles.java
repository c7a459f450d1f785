package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Message;
import java.util.function.Consumer;

/// Those who watch what the processes of a simulated cluster say to each other.
final class Oracles implements SimNetwork.MessageObserver {
  private final RecordOracle record;
  private final TermOracle terms;
  private final OneServes service;

  /// @param faults is told what the record says happened
  Oracles(SimulatedWorld world, Faults faults) {
    this.record = new RecordOracle(world, faults);
    this.terms = new TermOracle(world);
    this.service = new OneServes(world);
  }

  /// How many of the dead are recovered.
  int recoveries() {
    return record.recovered();
  }

  /// Who has to see the record as it changes.
  SimMetadata.Observer record() {
    return record;
  }

  @Override
  public void sent(Address from, Address to, Message message) {
    record.sent(from, to, message);
  }

  @Override
  public Consumer<Message> arrived(SimTransport at, SimNetwork.Arrival request) {
    Consumer<Message> one = terms.arrived(at, request);
    Consumer<Message> two = record.arrived(at, request);
    Consumer<Message> three = service.arrived(at, request);
    return answer -> {
      one.accept(answer);
      two.accept(answer);
      three.accept(answer);
    };
  }
}
