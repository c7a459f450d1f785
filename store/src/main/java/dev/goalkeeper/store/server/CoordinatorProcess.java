package dev.goalkeeper.store.server;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.coordinator.Coordinator;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.recovery.Recoveries;
import dev.goalkeeper.store.transport.CannotListen;
import dev.goalkeeper.store.transport.LoopDriver;
import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.transport.TcpTransport;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Address;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A coordinator as a process runs it: one transport, one pool, one thread.
public final class CoordinatorProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorProcess.class);

  private final TcpTransport transport;
  private final Pool pool;
  private final Address address;

  private CoordinatorProcess(TcpTransport transport, Pool pool, Address address) {
    this.transport = transport;
    this.pool = pool;
    this.address = address;
  }

  /// Starts to listen.
  ///
  /// @param listen port 0 leaves the port to the system
  /// @param death is told, in one line, why the coordinator cannot go on; the process ends then
  /// @throws CannotListen in one line for a person
  public static CoordinatorProcess start(
      Address listen, CoordinatorOptions options, Consumer<String> death) {
    TcpTransport transport = TcpTransport.start("goalkeeper-coordinator");
    Pool pool = Pool.named("coordinator-membership")
        .drivenBy(driven -> new LoopDriver(driven, transport.loop()))
        .failStop(thrown -> death.accept("the coordinator cannot go on: " + thrown))
        .build();
    try {
      Address address = transport.listen(listen, receiver(pool, transport, options));
      LOG.info("coordinator of cluster '{}' at {}; servers and tables are kept in memory only, and "
          + "are lost when it ends", options.cluster(), address);
      return new CoordinatorProcess(transport, pool, address);
    } catch (CannotListen failed) {
      transport.close();
      throw failed;
    }
  }

  /// A coordinator over given seams, as what answers at its address.
  ///
  /// @param pool `coordinator-membership`, for it alone
  public static Receiver receiver(Pool pool, Transport transport, CoordinatorOptions options) {
    var coordinator = new Coordinator(pool, transport, options);
    pool.add(new Recoveries(coordinator));
    var inspector =
        new Inspector(pool, () -> CoordinatorReport.of(coordinator.status(), pool));
    return new CoordinatorDoor(coordinator, inspector);
  }

  /// Where it listens.
  public Address address() {
    return address;
  }

  @Override
  public void close() {
    pool.close();
    transport.close();
  }
}
