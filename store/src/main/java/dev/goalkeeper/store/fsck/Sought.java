package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.log.EntryType;
import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.wire.Bytes;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// One key: what was acknowledged of it, and the best that was found.
///
/// States of a key have a rank: twice the version, and one more for the tombstone that hides that
/// version. A state above the acknowledged one is fine as well: it is of a request whose answer
/// got lost.
final class Sought {
  private final long rank;
  private final long hash;
  private boolean exact;
  private long foundRank = -1;
  private @Nullable SegmentCopies segment;
  private int end;
  private boolean otherValue;

  /// Whatever is newest of the key.
  static Sought newest() {
    return new Sought(0, 0);
  }

  static Sought acknowledged(Journal.Line line) {
    return new Sought(rank(line.version(), line.removed()), line.hash());
  }

  private Sought(long rank, long hash) {
    this.rank = rank;
    this.hash = hash;
  }

  /// An entry of the key was found.
  void found(EntryView entry, SegmentCopies where) {
    boolean tombstone = entry.type() == EntryType.TOMBSTONE;
    long entryRank = rank(entry.version(), tombstone);
    boolean same = entryRank == rank;
    if (same && !tombstone && hashOf(entry) != hash) {
      otherValue = true;
    } else if (same ? !exact || better(entry, where) : !exact && above(entryRank, entry, where)) {
      exact = same;
      foundRank = entryRank;
      segment = where;
      end = entry.end();
    }
  }

  /// What is wrong, if the acknowledged state and all later ones are gone; else empty.
  String lost() {
    boolean removedAndGone = removal() && foundRank < 0;
    if (foundRank >= rank || removedAndGone) {
      return "";
    }
    if (otherValue) {
      return "version " + rank / 2 + " has another value";
    }
    return (removal() ? "the removal of version " : "version ") + rank / 2 + " is gone"
        + (foundRank < 0 ? "" : "; version " + foundRank / 2 + " is there");
  }

  /// Where the state is that was found; empty if there is none.
  BitSet holders() {
    SegmentCopies found = segment;
    return found == null ? new BitSet() : found.holders(end);
  }

  /// Whether there is anything that must have copies: nothing need be left of a removed object.
  boolean present() {
    return segment != null;
  }

  private boolean removal() {
    return (rank & 1) == 1;
  }

  private boolean above(long entryRank, EntryView entry, SegmentCopies where) {
    return entryRank > foundRank || (entryRank == foundRank && better(entry, where));
  }

  private boolean better(EntryView entry, SegmentCopies where) {
    return where.holders(entry.end()).cardinality() > holders().cardinality();
  }

  private static long hashOf(EntryView entry) {
    return Journal.hashOf(Bytes.of(entry.value().toArray(ValueLayout.JAVA_BYTE)));
  }

  private static long rank(long version, boolean removed) {
    return version * 2 + (removed ? 1 : 0);
  }
}
