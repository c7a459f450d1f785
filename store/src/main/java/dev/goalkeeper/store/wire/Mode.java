package dev.goalkeeper.store.wire;

/// What an acknowledgement of a cluster promises.
public enum Mode {
  /// The bytes are in memory-mapped files of R backups: they outlive the death of all processes at
  /// once. A power cut of a backup's machine is the loss of its open replicas.
  BUFFERED(1),
  /// The bytes are on the disks of R backups as well: they outlive a power cut of everything.
  SYNCED(2);

  private final int code;

  Mode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Mode of(int code) {
    return switch (code) {
      case 1 -> BUFFERED;
      case 2 -> SYNCED;
      default -> throw new Malformed("unknown mode " + code);
    };
  }
}
