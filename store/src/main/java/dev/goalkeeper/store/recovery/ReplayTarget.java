package dev.goalkeeper.store.recovery;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.wire.Refused;
import java.util.Optional;
import java.util.function.Consumer;

/// Where the entries of tablets are replayed to that were lost, or move: the log and the memory of
/// the master that takes them over. Entries may come in any order, and more than once.
public interface ReplayTarget {
  /// Where in its log the first of them will lie at the earliest.
  LogPosition start();

  /// Takes an entry in, if it is news. One for which there is no room can be brought again when no
  /// entry [#waits] any more; if none waits there will be no room, and nothing more is to come.
  Room replay(EntryView entry);

  /// Whether the last entry found no room, and has to wait for the cleaner.
  boolean waits();

  /// How much it needs; that and [#space] are all that [#waits] looks at.
  Cell<Integer> wanted();

  /// Rises when memory comes or goes.
  Cell<Long> space();

  /// What to answer if there will be no room.
  Refused noRoom();

  /// Takes an entry in; false if it has to come again, once there is room.
  ///
  /// @param hindered is told if there will be none: then nothing more is to come
  default boolean take(EntryView entry, Consumer<Refused> hindered) {
    if (replay(entry) == Room.READY) {
      return true;
    }
    if (waits()) {
      return false;
    }
    hindered.accept(noRoom());
    return true;
  }

  /// A new object of these tablets has at least that version.
  void raiseVersions(long floor);

  /// All have come. Writes down what the next recovery has to know of the dead.
  Optional<Refused> bury();

  /// Runs that once all that was taken in is safe.
  void finish(Runnable whenSafe);

  /// Runs that when the last of the tablets is taken into service.
  void whenTaken(Runnable action);

  /// Nothing of it is needed: somebody else takes the tablets over.
  void abandon();
}
