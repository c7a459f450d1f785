package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// What a mutation has to find; otherwise it changes nothing, and is told what is there
/// ([Mismatch]).
///
/// A condition about a version is one about an object: it fails where there is none.
///
/// @param version that the kind speaks of, 0 if it speaks of none
public record Condition(Kind kind, long version) {
  /// Whatever there is, or is not.
  public static final Condition ALWAYS = new Condition(Kind.ALWAYS, 0);

  /// There has to be an object.
  public static final Condition PRESENT = new Condition(Kind.PRESENT, 0);

  /// There must not be one.
  public static final Condition ABSENT = new Condition(Kind.ABSENT, 0);

  /// What a condition asks.
  public enum Kind {
    /// See [Condition#ALWAYS].
    ALWAYS(0),
    /// See [Condition#PRESENT].
    PRESENT(1),
    /// See [Condition#ABSENT].
    ABSENT(2),
    /// See [Condition#version(long)].
    EQUALS(3),
    /// See [Condition#atMost].
    AT_MOST(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Kind of(int code) {
      return switch (code) {
        case 0 -> ALWAYS;
        case 1 -> PRESENT;
        case 2 -> ABSENT;
        case 3 -> EQUALS;
        case 4 -> AT_MOST;
        default -> throw new Malformed("unknown kind of condition " + code);
      };
    }

    private boolean speaksOfVersions() {
      return this == EQUALS || this == AT_MOST;
    }
  }

  public Condition {
    if (kind.speaksOfVersions()) {
      Versions.requireVersion(version);
    } else {
      require(version == 0, "a condition without a version that has one", version);
    }
  }

  /// The object has to have this version.
  public static Condition version(long version) {
    return new Condition(Kind.EQUALS, version);
  }

  /// The object has to have this version or an older one.
  public static Condition atMost(long version) {
    return new Condition(Kind.AT_MOST, version);
  }

  /// Whether it holds.
  ///
  /// @param present the object's version, or [Versions#ABSENT]
  public boolean holds(long present) {
    boolean exists = present != Versions.ABSENT;
    return switch (kind) {
      case ALWAYS -> true;
      case PRESENT -> exists;
      case ABSENT -> !exists;
      case EQUALS -> present == version;
      case AT_MOST -> exists && present <= version;
    };
  }

  /// As people say it, after what it is a condition of; nothing if it always holds.
  @Override
  public String toString() {
    return switch (kind) {
      case ALWAYS -> "";
      case PRESENT -> "if present";
      case ABSENT -> "if absent";
      case EQUALS -> "if version " + version;
      case AT_MOST -> "if at most version " + version;
    };
  }
}
