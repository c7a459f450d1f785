package dev.goalkeeper.store.server;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.metadata.MetadataStore;
import dev.goalkeeper.store.transport.CannotListen;
import dev.goalkeeper.store.transport.LoopDriver;
import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.transport.TcpTransport;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Address;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A coordinator as a process runs it: one transport, one pool, one thread, and a door to the
/// store in which it is elected. It ends as soon as another one leads.
public final class CoordinatorProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorProcess.class);

  private final TcpTransport transport;
  private final Pool pool;
  private final Address address;
  private final MetadataStore store;

  private CoordinatorProcess(
      TcpTransport transport, Pool pool, Address address, MetadataStore store) {
    this.transport = transport;
    this.pool = pool;
    this.address = address;
    this.store = store;
  }

  /// Starts to listen, and stands for election: it leads as soon as nobody else does.
  ///
  /// @param listen port 0 leaves the port to the system
  /// @param store in which it is elected, and which has what was decided; closed with the process
  /// @param death is told, in one line, why the coordinator cannot go on; the process ends then
  /// @throws CannotListen in one line for a person
  public static CoordinatorProcess start(Address listen, CoordinatorOptions options,
      MetadataStore store, Consumer<String> death) {
    TcpTransport transport = TcpTransport.start("goalkeeper-coordinator");
    Pool pool = Pool.named("coordinator-membership")
        .drivenBy(driven -> new LoopDriver(driven, transport.loop()))
        .failStop(thrown -> death.accept("the coordinator cannot go on: " + thrown))
        .build();
    var candidacy = new Candidacy(transport, new Candidate(options, store, line -> {
      pool.close();
      death.accept(line);
    }));
    try {
      Address address = transport.listen(listen, door(pool, candidacy));
      candidacy.start(pool, address);
      LOG.info("coordinator of cluster '{}' at {}", options.cluster(), address);
      return new CoordinatorProcess(transport, pool, address, store);
    } catch (CannotListen failed) {
      pool.close();
      transport.close();
      store.close();
      throw failed;
    }
  }

  /// A coordinator over given seams, as what answers at its address. It stands for election.
  ///
  /// @param pool `coordinator-membership`, for it alone
  public static Receiver receiver(
      Pool pool, Transport transport, Address self, Candidate candidate) {
    var candidacy = new Candidacy(transport, candidate);
    candidacy.start(pool, self);
    return door(pool, candidacy);
  }

  private static Receiver door(Pool pool, Candidacy candidacy) {
    return new CoordinatorDoor(candidacy, new Inspector(pool, candidacy::report));
  }

  /// Where it listens.
  public Address address() {
    return address;
  }

  @Override
  public void close() {
    pool.close();
    transport.close();
    store.close();
  }
}
