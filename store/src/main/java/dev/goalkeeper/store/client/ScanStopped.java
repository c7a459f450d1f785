package dev.goalkeeper.store.client;

/// A [Scanning] cannot go on now. Whoever goes through it reports why, or goes on from the cursor.
public final class ScanStopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Outcome outcome;
  private final transient ScanCursor cursor;

  ScanStopped(Outcome.OfScan outcome, ScanCursor cursor) {
    super("the scan cannot go on: " + outcome);
    this.outcome = outcome;
    this.cursor = cursor;
  }

  /// Why: refused, not done, or unknown.
  public Outcome outcome() {
    return outcome;
  }

  /// Before the page that did not come.
  public ScanCursor cursor() {
    return cursor;
  }
}
