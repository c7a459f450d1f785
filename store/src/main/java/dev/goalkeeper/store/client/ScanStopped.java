package dev.goalkeeper.store.client;

/// A [Scanning] cannot go on now. Whoever goes through it reports why, or goes on from the cursor.
public final class ScanStopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Outcome outcome;
  private final transient ScanCursor cursor;

  ScanStopped(Outcome.OfScan outcome, ScanCursor cursor) {
    super("the scan cannot go on: " + why(outcome));
    this.outcome = outcome;
    this.cursor = cursor;
  }

  private static String why(Outcome.OfScan outcome) {
    return switch (outcome) {
      case Outcome.Refused(var reason, String text) -> reason + ": " + text;
      case Outcome.NotDone(String text) -> text;
      case Outcome.Unknown(String text, _) -> text;
      case Outcome.Scanned _ -> throw new IllegalArgumentException("it goes on");
    };
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
