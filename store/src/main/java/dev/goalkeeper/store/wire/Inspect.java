package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireText;

/// Asks a process about its tasks.
///
/// @param subject a task by the name that a status prints; empty where the kind needs none
public record Inspect(Kind kind, String subject) implements Request.ToAnyone {

  /// What is asked.
  public enum Kind {
    /// The process, its pools and its tasks at a glance.
    STATUS(1),
    /// Why a task's rules do not fire, and what would change it.
    EXPLAIN(2),
    /// Which firings and events led to a task's last firing.
    WHY(3),
    /// How often each row of each table has fired.
    FIRINGS(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Kind of(int code) {
      return switch (code) {
        case 1 -> STATUS;
        case 2 -> EXPLAIN;
        case 3 -> WHY;
        case 4 -> FIRINGS;
        default -> throw new Malformed("unknown kind of inspection " + code);
      };
    }
  }

  public Inspect {
    requireText("subject", subject, Limits.SUBJECT_BYTES_MAX);
  }
}
