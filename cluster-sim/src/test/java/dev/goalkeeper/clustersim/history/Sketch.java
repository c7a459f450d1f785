package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.wire.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Histories of one key as text, a line for each operation, drawn where it lies in time: it begins
/// in the column of `[` and ends in that of `]`; without one it never does.
///
/// ```
/// [ write a ]                 -> 1
///     [ read   ]              -> 1 a
///         [ write b           -> unknown
///                [ remove 1 ] -> mismatch
/// ```
///
/// `write b 4` and `remove 4` expect version 4, `write b absent` none.
final class Sketch {
  private static final Pattern LINE = Pattern.compile(
      "( *)\\[ (read|write|remove) *(?:([a-z]) ?)?(absent|\\d+)? *(]?) *-> (.+)");

  private Sketch() {}

  static List<Operation> of(String text) {
    var operations = new ArrayList<Operation>();
    for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
      operations.add(operation(line, operations.size() + 1));
    }
    return operations;
  }

  private static Operation operation(String line, int process) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no operation: " + line);
    }
    long expected = expected(parts.group(4));
    Action action = switch (parts.group(2)) {
      case "read" -> new Action.Read();
      case "write" -> new Action.Write(value(parts.group(3)), expected);
      default -> new Action.Remove(expected);
    };
    long ended = parts.group(5).isEmpty() ? Operation.NEVER : parts.start(5);
    return new Operation(
        "k", process, action, parts.end(1), ended, answer(parts.group(2), parts.group(6).strip()));
  }

  private static long expected(String text) {
    if (text == null) {
      return Versions.ANY;
    }
    return text.equals("absent") ? Versions.ABSENT : Long.parseLong(text);
  }

  private static Answer answer(String asked, String told) {
    return switch (told) {
      case "unknown" -> Answer.UNKNOWN;
      case "absent" -> Answer.ABSENT;
      case "mismatch" -> Answer.MISMATCH;
      case "not done" -> Answer.NOT_DONE;
      default -> {
        String[] words = told.split(" ", 2);
        long version = Long.parseLong(words[0]);
        yield switch (asked) {
          case "read" -> new Answer.Found(version, value(words[1]));
          case "write" -> new Answer.Wrote(version);
          default -> new Answer.Took(version);
        };
      }
    };
  }

  private static long value(String letter) {
    return letter.charAt(0);
  }
}
