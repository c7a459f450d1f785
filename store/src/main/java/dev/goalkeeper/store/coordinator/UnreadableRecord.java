package dev.goalkeeper.store.coordinator;

/// A coordinator cannot lead with what is recorded: the record is of another format, was changed by
/// hand, or is another cluster's. Whoever started the coordinator is told, and it ends.
public final class UnreadableRecord extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param key of the record
  /// @param what is wrong with it, in words
  UnreadableRecord(String key, String what) {
    super("the coordinator's record '" + key + "' cannot be used: " + what
        + "; nothing was changed: start the version and options that wrote it, or mend the record");
  }
}
