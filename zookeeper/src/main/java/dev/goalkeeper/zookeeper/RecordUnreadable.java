package dev.goalkeeper.zookeeper;

/// The files of a ZooKeeper do not tell what is recorded; the command ends with the message.
public final class RecordUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param line for a person
  RecordUnreadable(String line) {
    super(line);
  }

  /// @param line for a person
  RecordUnreadable(String line, Throwable cause) {
    super(line, cause);
  }
}
