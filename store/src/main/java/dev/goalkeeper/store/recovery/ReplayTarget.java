package dev.goalkeeper.store.recovery;

import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.wire.Refused;
import java.util.Optional;

/// Where the entries of lost tablets are replayed to: the log and the memory of the master that
/// takes them over. Entries may come in any order, and more than once.
public interface ReplayTarget {
  /// Where in its log the first of them will lie at the earliest.
  LogPosition start();

  /// Takes an entry in, if it is news; or says why it cannot, and then nothing more comes.
  Optional<Refused> replay(EntryView entry);

  /// All have come. Writes down what the next recovery has to know of the dead; to be called until
  /// [#buried].
  Optional<Refused> bury();

  /// Whether all of it is written down.
  boolean buried();

  /// Runs that once all that was taken in is safe.
  void finish(Runnable whenSafe);

  /// Nothing of it is needed: somebody else takes the tablets over.
  void abandon();
}
