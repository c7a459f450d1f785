package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// One life of one server: its place in the server list, and which incarnation holds that place.
///
/// A server that restarts gets a new id; ids are never used again. So a message for an earlier life
/// is recognized, and what an earlier life owned cannot be mistaken for the present one's.
///
/// @param value index in the upper half, incarnation in the lower; both from 1, or 0 for [#NONE]
public record ServerId(long value) implements Comparable<ServerId> {
  /// No server: what clients and the coordinator are, and where an id is absent.
  public static final ServerId NONE = new ServerId(0);

  public ServerId {
    boolean present = value >> 32 > 0 && (int) value > 0;
    require(present || value == 0, "no server id", value);
  }

  public static ServerId of(int index, int incarnation) {
    require(index > 0 && incarnation > 0, "no server id: " + index + "." + incarnation);
    return new ServerId((long) index << 32 | incarnation);
  }

  public int index() {
    return (int) (value >> 32);
  }

  public int incarnation() {
    return (int) value;
  }

  @Override
  public int compareTo(ServerId other) {
    return Long.compare(value, other.value);
  }

  /// As people read it: `s3.1` is place 3, first life.
  @Override
  public String toString() {
    return value == 0 ? "none" : "s" + index() + "." + incarnation();
  }
}
