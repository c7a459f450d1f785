package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireLabel;
import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// A server as the coordinator lists it.
///
/// @param domain the label of its failure domain, or empty where none was given
/// @param memoryBytes that it has for the log of its tablets
public record Member(
    ServerId id, Address address, String domain, long memoryBytes, Status status) {

  /// A server is listed as UP until the coordinator has given it up, then as CRASHED for ever: when
  /// it comes back, it does so under a new id.
  public enum Status {
    UP(1),
    CRASHED(2);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Status of(int code) {
      return switch (code) {
        case 1 -> UP;
        case 2 -> CRASHED;
        default -> throw new Malformed("unknown member status " + code);
      };
    }
  }

  public Member {
    require(!id.equals(ServerId.NONE), "a member without an id");
    requireLabel("failure domain", domain);
    requireNotNegative("memory bytes", memoryBytes);
  }

  public boolean up() {
    return status == Status.UP;
  }
}
