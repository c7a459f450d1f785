package dev.goalkeeper.testkit;

/// A model has state of which nobody said how it compares. Thrown to whoever wrote the check: the
/// message names the field and what to write.
public final class UndeclaredState extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UndeclaredState(String message) {
    super(message);
  }
}
