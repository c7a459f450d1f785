package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.log.Digest;
import dev.goalkeeper.store.log.EntryType;
import dev.goalkeeper.store.log.EntryWalker;
import dev.goalkeeper.store.wire.ReplicaId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The sound replicas of one segment. A closed one speaks for all, else the one that certifies
/// most; one that differs from it is set apart and does not count.
final class SegmentCopies {
  private final List<FoundReplica> replicas = new ArrayList<>();
  private final List<FoundReplica> differing = new ArrayList<>();

  /// @param counting at least one
  SegmentCopies(List<FoundReplica> counting) {
    List<FoundReplica> longestFirst = new ArrayList<>(counting);
    longestFirst.sort(Comparator.<FoundReplica, Boolean>comparing(each -> each.metadata().closed())
        .thenComparingInt(FoundReplica::length).reversed());
    FoundReplica longest = longestFirst.getFirst();
    for (FoundReplica each : longestFirst) {
      (each.agrees(longest) ? replicas : differing).add(each);
    }
  }

  boolean closed() {
    return replicas.stream().anyMatch(replica -> replica.metadata().closed());
  }

  List<FoundReplica> differing() {
    return differing;
  }

  /// Whose, and which, it is.
  ReplicaId replica() {
    return longest().metadata().replica();
  }

  /// A walker over all that anyone certifies.
  EntryWalker walker() {
    ReplicaId replica = replica();
    return new EntryWalker(longest().certified(), replica.master(), replica.segment());
  }

  int length() {
    return longest().length();
  }

  /// Empty if less than an opening is certified, which no master does.
  Optional<Digest> digest() {
    EntryWalker walker = walker();
    while (walker.next(length())) {
      if (walker.entry().type() == EntryType.DIGEST) {
        return Optional.of(walker.entry().digest());
      }
    }
    return Optional.empty();
  }

  /// The directories that certify the segment up to `end`.
  BitSet holders(int end) {
    BitSet directories = new BitSet();
    for (FoundReplica replica : replicas) {
      if (replica.length() >= end) {
        directories.set(replica.directory());
      }
    }
    return directories;
  }

  private FoundReplica longest() {
    return replicas.getFirst();
  }
}
