package dev.goalkeeper.store.backup;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.transport.Responder;
import java.util.LinkedHashMap;
import java.util.Map;

/// The files of a backup that something had to be forced of, a [FileSync] each.
final class GroupCommit {
  private static final System.Logger LOG = System.getLogger("dev.goalkeeper.store.backup");

  private final Pool pool;
  private final FrameStore store;
  private final Map<String, FileSync> files = new LinkedHashMap<>();

  GroupCommit(Pool pool, FrameStore store) {
    this.pool = pool;
    this.store = store;
  }

  FrameStore store() {
    return store;
  }

  /// Has the replica forced, with nobody waiting for it.
  void force(HeldReplica replica) {
    if (!condemned(replica)) {
      file(replica).add(replica);
    }
  }

  /// Answers once all that the replica has now is on the disk.
  void answer(HeldReplica replica, Responder responder) {
    file(replica).hold(replica, responder);
  }

  void forget(HeldReplica replica) {
    FileSync sync = files.get(replica.frame().file());
    if (sync != null) {
      sync.forget(replica);
    }
  }

  /// Whether nothing that is written to the replica can be acknowledged any more.
  boolean condemned(HeldReplica replica) {
    FileSync sync = files.get(replica.frame().file());
    return sync != null && sync.condemned();
  }

  void condemn(String file, Throwable why) {
    store.condemn(file);
    LOG.log(System.Logger.Level.ERROR, "{0}/{1} cannot be forced to the disk ({2}): nothing in it "
        + "is acknowledged any more, and none of its frames is used again until the server is "
        + "started anew; look after the disk", store.where(), file, why);
  }

  private FileSync file(HeldReplica replica) {
    String name = replica.frame().file();
    FileSync sync = files.get(name);
    if (sync == null) {
      sync = new FileSync(this, name);
      files.put(name, sync);
      pool.add(sync);
    }
    return sync;
  }
}
