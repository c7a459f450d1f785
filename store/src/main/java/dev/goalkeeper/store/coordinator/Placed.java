package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.Locale;

/// One tablet in the record. It begins where the one before it ends.
///
/// @param tenure by which it came to its owner: the number of a recovery or a move, or 0
/// @param sinceSegment where in the owner's log it begins: in this segment
/// @param sinceOffset and there at this byte
/// @param move that is under way
record Placed(long lastHash, ServerId owner, long tenure, SegmentId sinceSegment, int sinceOffset,
    Move move) {
  private static final int WORDS = 6;
  private static final int WORDS_OF_MOVE = 3;

  /// What is left to do of a move.
  enum Stage {
    /// None is under way.
    NONE,
    /// The other server is bringing it to itself.
    TO,
    /// It belongs to its owner; the other server, which had it, has to hear of that.
    FROM
  }

  /// A move that is under way.
  ///
  /// @param number 0 if there is none
  record Move(Stage stage, ServerId other, long number) {
    static final Move NONE = new Move(Stage.NONE, ServerId.NONE, 0);
  }

  /// A new one, of which no log has anything.
  static Placed fresh(long lastHash, ServerId owner) {
    return new Placed(lastHash, owner, 0, SegmentId.NONE, 0, Move.NONE);
  }

  /// Its owner has crashed, and a recovery has brought it to another one.
  Placed recoveredBy(ServerId heir, long number, Recovered at) {
    return new Placed(lastHash, heir, number, at.segment(), at.offset(), ofTheDead().move);
  }

  /// Another server begins to bring it to itself.
  Placed goingTo(ServerId heir, long number) {
    return with(new Move(Stage.TO, heir, number));
  }

  /// That server has all of it, and is its owner from now on.
  Placed gone(Recovered at) {
    return new Placed(lastHash, move.other, move.number, at.segment(), at.offset(),
        new Move(Stage.FROM, owner, move.number));
  }

  /// Nothing comes of the move. What belongs to it is refused in the new tenure.
  Placed staying(long newTenure) {
    return new Placed(lastHash, owner, newTenure, sinceSegment, sinceOffset, Move.NONE);
  }

  /// Nothing is left to do of a move.
  Placed settled() {
    return with(Move.NONE);
  }

  /// Its owner has crashed: what was being brought elsewhere is recovered now. Who gave it to the
  /// dead one has to hear of that still.
  Placed ofTheDead() {
    return move.stage == Stage.TO ? settled() : this;
  }

  /// It ends earlier; another one takes the rest.
  Placed until(long hash) {
    return new Placed(hash, owner, tenure, sinceSegment, sinceOffset, move);
  }

  private Placed with(Move other) {
    return new Placed(lastHash, owner, tenure, sinceSegment, sinceOffset, other);
  }

  String text() {
    String place = "%016x %s tenure %d since %s:%d".formatted(
        lastHash, owner, tenure, sinceSegment, sinceOffset);
    return move.stage == Stage.NONE ? place : "%s %s %s move %d".formatted(
        place, move.stage.name().toLowerCase(Locale.ROOT), move.other, move.number);
  }

  static Placed read(String text) {
    String[] words = text.split(" ", -1);
    boolean shaped = (words.length == WORDS || words.length == WORDS + WORDS_OF_MOVE + 1)
        && words[2].equals("tenure") && words[4].equals("since");
    String[] since = shaped ? words[WORDS - 1].split(":", -1) : words;
    if (since.length != 2) {
      throw new IllegalArgumentException(
          "last hash, owner, tenure, place in the owner's log, and a move if one is under way");
    }
    return new Placed(Long.parseUnsignedLong(words[0], 16), RecordText.server(words[1]),
        Long.parseLong(words[3]), new SegmentId(Long.parseLong(since[0])),
        Integer.parseInt(since[1]), words.length == WORDS ? Move.NONE : readMove(words));
  }

  private static Move readMove(String[] words) {
    return new Move(Stage.valueOf(words[WORDS].toUpperCase(Locale.ROOT)),
        RecordText.server(words[WORDS + 1]), Long.parseLong(words[WORDS + WORDS_OF_MOVE]));
  }
}
