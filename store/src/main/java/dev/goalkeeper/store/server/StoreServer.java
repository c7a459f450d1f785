package dev.goalkeeper.store.server;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.backup.BackupService;
import dev.goalkeeper.store.backup.Garbage;
import dev.goalkeeper.store.backup.KeptFrames;
import dev.goalkeeper.store.backup.Scrub;
import dev.goalkeeper.store.cleaner.Cleaner;
import dev.goalkeeper.store.cleaner.Space;
import dev.goalkeeper.store.log.HashIndex;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.master.ClientLeases;
import dev.goalkeeper.store.master.Master;
import dev.goalkeeper.store.membership.CoordinatorLine;
import dev.goalkeeper.store.membership.Coordinators;
import dev.goalkeeper.store.membership.Headroom;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.membership.Probe;
import dev.goalkeeper.store.membership.ReadLease;
import dev.goalkeeper.store.membership.Standing;
import dev.goalkeeper.store.recovery.RecoveryMaster;
import dev.goalkeeper.store.replication.ReplicatedLog;
import dev.goalkeeper.store.replication.ReplicationOptions;
import dev.goalkeeper.store.storage.Disk;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.StorageRefused;
import dev.goalkeeper.store.storage.StoreIdentity;
import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.Enlisted;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.ServerId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server: the wiring diagram as code. Master, log, replication and backup share one pool and one
/// thread; what they are made of comes from outside, so that the same server runs in a simulation.
///
/// Until it is enlisted it refuses everything; [Enlistment] takes it from there.
public final class StoreServer {
  private static final Logger LOG = LoggerFactory.getLogger(StoreServer.class);

  private final Pool pool;
  private final Transport transport;
  private final Disk disk;
  private final Executor elsewhere;
  private final ServerOptions options;
  private final Coordinators coordinators;
  private final Consumer<String> death;
  private final Members members;
  private final ServerDoor door;
  private Address address = new Address("not-yet", 0);
  private ServerId former = ServerId.NONE;
  private long startNumber;
  private @Nullable Enlisted enlisted;
  private @Nullable Standing standing;
  private @Nullable ReadLease lease;
  private @Nullable Parts parts;

  /// What an enlisted server consists of.
  ///
  /// @param memory of the log's segments
  /// @param pages of the tablets' indexes
  record Parts(
      SegmentMemory memory,
      SegmentMemory pages,
      FrameStore frames,
      ReplicatedLog replication,
      Master master,
      Cleaner cleaner,
      RecoveryMaster recovery,
      BackupService backup,
      Garbage garbage) {}

  /// What a server is made of.
  ///
  /// @param pool for this server alone, driven by the thread that runs the transport's callbacks
  /// @param disk of this server alone
  /// @param elsewhere runs what waits for the disk: away from the loop, or in place in a simulation
  public record Seams(Pool pool, Transport transport, Disk disk, Executor elsewhere) {}

  /// @param death is told, in one line, why the server cannot go on; the process ends then
  public StoreServer(Seams seams, ServerOptions options, Consumer<String> death) {
    this.pool = seams.pool();
    this.transport = seams.transport();
    this.disk = seams.disk();
    this.elsewhere = seams.elsewhere();
    this.options = options;
    this.coordinators = new Coordinators(transport, options.coordinators());
    this.death = death;
    this.members = new Members(pool, transport::forget);
    this.door = new ServerDoor(this, pool, new Inspector(pool, () -> ServerReport.of(this)));
  }

  /// What answers at the server's address.
  public Receiver receiver() {
    return door;
  }

  /// Begins to enlist.
  ///
  /// @param self where the receiver listens, as others reach it
  /// @throws StorageRefused if the disk is another cluster's
  public void start(Address self) {
    address = self;
    former = FrameStore.formerSelf(disk, options.cluster());
    // Two starts at one address have two moments; should a reboot bring one back, their disks
    // differ. Odd, since 0 is no start.
    startNumber = pool.world().nanos() | 1;
    pool.event("start", () -> pool.add(new Enlistment(this)));
  }

  /// Gives memory and frames back, once nothing runs any more.
  public void release() {
    Parts held = parts;
    parts = null;
    if (held == null) {
      disk.close();
    } else {
      held.memory().close();
      held.pages().close();
      held.frames().close();
    }
  }

  /// This life of the server; [ServerId#NONE] until it is enlisted. For the pool's thread.
  public ServerId id() {
    Enlisted known = enlisted;
    return known == null ? ServerId.NONE : known.id();
  }

  Optional<Enlisted> enlisted() {
    return Optional.ofNullable(enlisted);
  }

  Optional<Parts> parts() {
    return Optional.ofNullable(parts);
  }

  Pool pool() {
    return pool;
  }

  Members members() {
    return members;
  }

  Address address() {
    return address;
  }

  Coordinators coordinators() {
    return coordinators;
  }

  ServerOptions options() {
    return options;
  }

  void enlist(Completion<Message> answer, long token) {
    var request = new Enlist(options.cluster(), address, options.domain(),
        options.memoryBytes() - options.indexBytes(), former, startNumber);
    coordinators.call(Envelope.NONE, request, answer, token);
  }

  /// Takes over what the coordinator told; from now on pings are answered.
  void join(Enlisted told) {
    enlisted = told;
    members.apply(told.membership());
    Peer self = members.find(told.id()).orElseThrow();
    standing = new Standing(members, self, line(told.id()), () -> die("the cluster has given "
        + self.id() + " up: start it again, it comes back under a new id"));
    pool.add(standing);
    lease = new ReadLease(line(told.id()), standing);
    pool.add(lease);
    pool.add(new Probe(transport, members, line(told.id()),
        pool.world().random("probe " + told.id())));
  }

  private CoordinatorLine line(ServerId self) {
    return new CoordinatorLine(coordinators, self);
  }

  /// Away from the pool's thread: it may have many files to open, and reads them all.
  KeptFrames openFrames() {
    Enlisted told = told();
    disk.use(told.mode());
    var identity = new StoreIdentity(options.cluster(), told.segmentBytes());
    FrameStore frames = FrameStore.open(disk, identity, options.diskBytes(), elsewhere);
    frames.formerSelf(told.id());
    return KeptFrames.read(frames);
  }

  void serve(KeptFrames frames) {
    Enlisted told = told();
    Member own = members.find(told.id()).orElseThrow().member();
    var cluster = new ReplicatedLog.Cluster(
        transport, members, own, line(told.id()), Objects.requireNonNull(standing));
    var replication =
        new ReplicatedLog(pool, cluster, ReplicationOptions.of(told.replicas()));
    var memory = new SegmentMemory(
        told.segmentBytes(), options.logBytes(told.segmentBytes()));
    var space = new Space(new Log(told.id(), memory, replication),
        new Headroom(members, told.replicas())::share);
    SegmentMemory pages = HashIndex.pages(options.indexBytes());
    ReadLease held = Objects.requireNonNull(lease);
    var master =
        new Master(told.id(), space, pages, replication::whenCertified, held::holds);
    var cleaner = new Cleaner(space, master);
    replication.onClosed(cleaner::settled);
    replication.onReleased(cleaner::freed);
    pool.add(cleaner);
    pool.add(master.releases());
    pool.add(new ClientLeases(master, line(told.id())));
    var backup = new BackupService(
        pool, frames, id -> members.find(id).filter(Peer::up).isPresent(), told.mode());
    var garbage = new Garbage(backup, members, transport, told.id());
    pool.add(garbage);
    pool.add(new Scrub(backup, members, transport, told.id()));
    var recovery =
        new RecoveryMaster(pool, transport, members, told.id(), master::bring);
    parts = new Parts(
        memory, pages, frames.store(), replication, master, cleaner, recovery, backup, garbage);
    tell("serves cluster '" + options.cluster() + "' as " + told.id() + " at " + address);
  }

  void tell(String line) {
    LOG.info("{}", line);
  }

  void die(String line) {
    death.accept(line);
  }

  private Enlisted told() {
    return enlisted().orElseThrow(() -> new IllegalStateException("not enlisted yet"));
  }
}
