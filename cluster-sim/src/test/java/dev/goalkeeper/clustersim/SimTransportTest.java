package dev.goalkeeper.clustersim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.transport.Loop;
import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.transport.TransportContract;
import dev.goalkeeper.store.wire.Address;
import java.util.concurrent.CompletableFuture;

class SimTransportTest extends TransportContract {
  /// Far more events than any case needs.
  private static final int STEPS_MAX = 1_000_000;

  private final SimulatedWorld world = World.simulated(1);
  private final SimNetwork network = SimNetwork.reliable(world);
  private int started;

  private record SimNode(
      SimNetwork network, SimulatedWorld world, Address address, SimTransport transport)
      implements Node, Loop {
    @Override
    public Loop loop() {
      return this;
    }

    @Override
    public void kill() {
      network.crash(address);
    }

    @Override
    public void execute(Runnable work) {
      world.schedule(0, work);
    }

    @Override
    public void schedule(Runnable work, long delayNanos) {
      world.schedule(delayNanos, work);
    }

    @Override
    public boolean inLoop() {
      return true;
    }
  }

  @Override
  protected Node start(Receiver receiver) {
    return startAt(new Address("10.0.0." + ++started, 7_000), receiver);
  }

  @Override
  protected Node startAt(Address address, Receiver receiver) {
    return new SimNode(network, world, address, network.attach(address, receiver));
  }

  @Override
  protected <T> T await(CompletableFuture<T> future) {
    for (int step = 0; step < STEPS_MAX && !future.isDone(); step++) {
      assertThat(world.step()).as("something is left to happen").isTrue();
    }
    return future.join();
  }
}
