package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// Where the owner of a tablet goes on giving it away. Its heir only repeats it.
///
/// @param place an object's in the index, a segment, or the number of a client, by the stage
/// @param offset in that segment
public record PullCursor(Stage stage, long place, int offset) {
  /// What is given first.
  public static final PullCursor START = new PullCursor(Stage.OBJECTS, 0, 0);

  /// Which part of a tablet is given away.
  public enum Stage {
    /// The objects that are there.
    OBJECTS(1),
    /// What was appended to the log meanwhile.
    TAIL(2),
    /// What came of mutations.
    RESULTS(3);

    private final int code;

    Stage(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Stage of(int code) {
      for (Stage stage : values()) {
        if (stage.code == code) {
          return stage;
        }
      }
      throw new Malformed("unknown stage of a move " + code);
    }
  }

  public PullCursor {
    requireNotNegative("offset", offset);
  }
}
