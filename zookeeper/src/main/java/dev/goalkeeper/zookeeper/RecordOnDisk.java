package dev.goalkeeper.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.server.DataTree;
import org.apache.zookeeper.server.persistence.FileSnap;
import org.apache.zookeeper.server.persistence.FileTxnLog;
import org.apache.zookeeper.server.persistence.TxnLog;

/// A coordinator's record as it lies in the files of ZooKeepers that have stopped: what they would
/// serve if they were started again. Nothing in the files changes.
///
/// Of an ensemble more than half of the members have to be there: whatever was acknowledged is on
/// one of them, and the one that has most would lead. It may have a last write that nobody was told
/// of, which would come to pass then.
public final class RecordOnDisk {
  private static final String FILES = "version-2";
  private static final String EPOCH = "currentEpoch";

  private final DataTree nodes;

  private RecordOnDisk(DataTree nodes) {
    this.nodes = nodes;
  }

  /// What one ZooKeeper has.
  ///
  /// @param epoch of the ensemble's last leader that it followed; 0 if it was alone
  /// @param members of its ensemble; 1 if it was alone
  private record Member(Path home, long epoch, int members, DataTree nodes) {
    static final Comparator<Member> MOST_LAST = Comparator.comparingLong(Member::epoch)
        .thenComparingLong(member -> member.nodes.lastProcessedZxid);
  }

  /// Reads the files.
  ///
  /// @param homes directories of [EmbeddedZooKeeper]s: one, or more than half of an ensemble
  /// @throws RecordUnreadable in one line for a person
  public static RecordOnDisk read(List<Path> homes) {
    List<Member> found = homes.stream().distinct().map(RecordOnDisk::member).toList();
    int members = found.stream().mapToInt(Member::members).max().orElse(0);
    if (found.size() * 2 <= members || found.size() > members) {
      throw new RecordUnreadable("the record is kept by " + members + " ZooKeepers, and "
          + found.size() + " of them were named, " + homes
          + ": name the directories of all of them, or of more than half");
    }
    return new RecordOnDisk(found.stream().max(Member.MOST_LAST).orElseThrow().nodes());
  }

  /// The records of the only cluster that there is.
  ///
  /// @throws RecordUnreadable if there are others, or none
  public SortedMap<String, String> records() {
    List<String> clusters = children(Tree.all());
    if (clusters.size() != 1) {
      throw new RecordUnreadable("the record of one cluster is wanted, and there are those of "
          + clusters);
    }
    return records(clusters.getFirst());
  }

  /// The records of a cluster, by their keys.
  ///
  /// @throws RecordUnreadable if there is no such cluster
  public NavigableMap<String, String> records(String cluster) {
    String under = Tree.of(cluster).records();
    NavigableMap<String, String> records = new TreeMap<>();
    for (String node : children(under)) {
      records.put(Tree.key(node), data(under + "/" + node));
    }
    return records;
  }

  private List<String> children(String path) {
    try {
      return nodes.getChildren(path, new Stat(), null);
    } catch (NoNodeException none) {
      throw new RecordUnreadable("ZooKeeper has no " + path
          + ": no coordinator has recorded anything there", none);
    }
  }

  private String data(String path) {
    try {
      return new String(nodes.getData(path, new Stat(), null), UTF_8);
    } catch (NoNodeException none) {
      throw new IllegalStateException(none);
    }
  }

  private static Member member(Path home) {
    Path files = home.resolve(EmbeddedZooKeeper.DATA).resolve(FILES);
    if (!Files.isDirectory(files)) {
      throw new RecordUnreadable(home + " is no directory of a coordinator: there is no " + files);
    }
    try {
      return new Member(home, number(files.resolve(EPOCH), 0),
          (int) number(home.resolve(EmbeddedZooKeeper.MEMBERS), 1), nodes(files));
    } catch (IOException | NumberFormatException failed) {
      throw new RecordUnreadable("the record in " + home + " cannot be read: " + failed
          + "; is its coordinator still running?", failed);
    }
  }

  private static long number(Path file, long otherwise) throws IOException {
    return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : otherwise;
  }

  /// The last whole snapshot, and what was written since it was begun.
  private static DataTree nodes(Path files) throws IOException {
    var nodes = new DataTree();
    new FileSnap(files.toFile()).deserialize(nodes, new ConcurrentHashMap<>());
    try (var log = new FileTxnLog(files.toFile());
        TxnLog.TxnIterator written = log.read(nodes.lastProcessedZxid + 1)) {
      for (boolean more = written.getHeader() != null; more; more = written.next()) {
        nodes.processTxn(written.getHeader(), written.getTxn());
      }
    }
    return nodes;
  }
}
