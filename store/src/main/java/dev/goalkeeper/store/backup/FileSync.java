package dev.goalkeeper.store.backup;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.transport.Responder;
import java.util.List;

/// Brings what is written into the frames of one file to the disk. What comes while a force is
/// under way shares the next one, and answers that wait are given when their force has ended.
///
/// One force of a file at a time: the system tells that bytes could not be written once, to
/// whichever force asks first. After that it takes them for written. So a file of which a force
/// failed is condemned: nothing in it is acknowledged any more.
final class FileSync extends Task<FileSync> {
  static final Clauses<FileSync> C = Clauses.of(FileSync.class);

  static final CellClause<FileSync> PENDING = C.cell("pending");
  static final OpClause<FileSync> FORCE = C.op("force").endless();
  static final Fact<FileSync> CONDEMNED = C.local("condemned", sync -> sync.condemned);

  static final Rules<FileSync> RULES = C.rules()
      .given()
        .goal ("G2",                    CONDEMNED)
      .given(CONDEMNED.not(), FORCE.is(IDLE))
        .goal ("G1",                    PENDING.not())
        .rule ("Y1", FileSync::force,   PENDING)
      .given(CONDEMNED.not())
        .waits("W1",                    FORCE.is(RUNNING))
        .rule ("Y2", FileSync::settle,  FORCE.is(OK))
        .rule ("Y3", FileSync::condemn, FORCE.is(FAILED))
      .build();

  private final Cell<Boolean> pending = cell(PENDING, false);
  private final Op<String> force = op(FORCE);
  private final GroupCommit owner;
  private final String file;
  private SyncGroup gathering = new SyncGroup();
  private SyncGroup forcing = new SyncGroup();
  private boolean condemned;

  FileSync(GroupCommit owner, String file) {
    this.owner = owner;
    this.file = file;
  }

  @Override
  protected Rules<FileSync> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "sync of " + file;
  }

  boolean condemned() {
    return condemned;
  }

  /// The replica has something that is not on the disk yet.
  void add(HeldReplica replica) {
    gathering.add(replica);
    pending.set(true);
  }

  /// The answer waits until all that the replica has now is on the disk.
  void hold(HeldReplica replica, Responder responder) {
    add(replica);
    gathering.hold(replica, responder);
  }

  /// The replica is given up; its frame may be another's soon.
  void forget(HeldReplica replica) {
    gathering.forget(replica);
    forcing.forget(replica);
  }

  private void force() {
    SyncGroup next = gathering;
    gathering = forcing;
    forcing = next;
    pending.set(false);
    next.publish();
    long from = next.from();
    long to = next.to();
    force.call(() -> {
      owner.store().force(file, from, to);
      return file;
    });
  }

  private void settle() {
    force.reset();
    List<HeldReplica> sealed = forcing.settle();
    sealed.forEach(this::add);
  }

  private void condemn() {
    condemned = true;
    owner.condemn(file, force.failure());
    force.reset();
    forcing.refuse();
    gathering.refuse();
  }
}
