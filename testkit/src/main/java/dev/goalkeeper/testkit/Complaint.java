package dev.goalkeeper.testkit;

import java.util.Arrays;
import java.util.stream.Stream;

/// What a failure is about, so that two runs can be said to fail in the same way: which check threw
/// at the bottom of it, and the first word of what it said. The rest of the words are particulars.
///
/// @param what the class of what was thrown
/// @param where the line of code that objected
/// @param word what it said first
public record Complaint(String what, String where, String word) {
  private static final String[] NOBODY = {"java.", "jdk.", "org.assertj.", "org.junit.",
      "org.opentest4j."};

  /// Of what was thrown at the bottom of all causes.
  public static Complaint of(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable cause = root; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    String where = Arrays.stream(root.getStackTrace())
        .filter(frame -> Stream.of(NOBODY).noneMatch(frame.getClassName()::startsWith))
        .map(frame -> frame.getClassName() + ":" + frame.getLineNumber())
        .findFirst().orElse("");
    String message = String.valueOf(root.getMessage()).strip();
    return new Complaint(root.getClass().getName(), where, message.split("\\s", 2)[0]);
  }
}
