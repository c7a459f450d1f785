package dev.goalkeeper.zookeeper;

/// The ZooKeeper of this process cannot start; the command ends with the message.
public final class EmbeddedFailed extends RuntimeException {
  /// @param line for a person
  public EmbeddedFailed(String line, Throwable cause) {
    super(line, cause);
  }
}
