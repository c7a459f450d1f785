package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.Certificate;

/// What reading a segment's bytes proved. Garbage gives a verdict, never an exception.
public sealed interface Verdict {
  /// The longest prefix that verifies, entry by entry.
  Certificate valid();

  /// All bytes that were asked for verify.
  record Whole(Certificate valid) implements Verdict {}

  /// Everything certified verifies; at the end of `valid` begins something that is no entry. That
  /// is what a write which nobody acknowledged leaves behind, and it may go.
  record TornTail(Certificate valid, String why) implements Verdict {}

  /// Certified bytes do not verify: an entry at the end of `valid`, or the certificate over it.
  record Corrupt(Certificate valid, String why) implements Verdict {
    /// Where the damage begins.
    public int offset() {
      return valid.length();
    }
  }
}
