package dev.goalkeeper.pools;

/// A rule table that does not hold: a hole, an overlap, a dead row, an unused or a deaf clause.
///
/// It is an `Error` so that the JVM shows it unwrapped when the class that holds the table loads.
/// The JVM throws it once. Whoever uses the class after that gets a `NoClassDefFoundError`, whose
/// *cause* repeats this message: look there, or at the first error of the log. A test that calls
/// `RuleTables.verify` sees it as it is.
///
/// Whoever wrote the table reacts to it; the message names rows and clause values.
public final class RulesError extends Error {
  private static final long serialVersionUID = 1L;

  /// @param message what is wrong with which table, and what to do
  public RulesError(String message) {
    super(message);
  }
}
