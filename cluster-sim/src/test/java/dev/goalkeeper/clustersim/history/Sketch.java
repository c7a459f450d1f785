package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.wire.Condition;
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
///                [ remove 1 ] -> mismatch 2
/// [ add 5  ]                  -> 1 5
/// ```
///
/// `write b 4` and `remove 4` expect version 4, `write b absent` none, `write b present` any, and
/// `write b <=4` one up to 4. Values are letters, or numbers where there is counting.
final class Sketch {
  private static final Pattern LINE = Pattern.compile(
      "( *)\\[ (read|write|remove|add) *(?:(?<=add )(\\d+) *|([a-z])(?![a-z]) ?)?"
          + "(absent|present|(?:<=)?\\d+)? *(]?) *-> (.+)");

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
    Condition condition = condition(parts.group(5));
    Action action = switch (parts.group(2)) {
      case "read" -> new Action.Read();
      case "write" -> new Action.Write(value(parts.group(4)), condition);
      case "add" -> new Action.Increment(Long.parseLong(parts.group(3)), condition);
      default -> new Action.Remove(condition);
    };
    long ended = parts.group(6).isEmpty() ? Operation.NEVER : parts.start(6);
    return new Operation(
        "k", process, action, parts.end(1), ended, answer(parts.group(2), parts.group(7).strip()));
  }

  private static Condition condition(String text) {
    return switch (text) {
      case null -> Condition.ALWAYS;
      case "absent" -> Condition.ABSENT;
      case "present" -> Condition.PRESENT;
      case String most when most.startsWith("<=") ->
          Condition.atMost(Long.parseLong(most.substring(2)));
      case String version -> Condition.version(Long.parseLong(version));
    };
  }

  private static Answer answer(String asked, String told) {
    return switch (told) {
      case "unknown" -> Answer.UNKNOWN;
      case "absent" -> Answer.ABSENT;
      case "mismatch absent" -> new Answer.Mismatch(Versions.ABSENT);
      case "not done" -> Answer.NOT_DONE;
      default -> {
        String[] words = told.replace("mismatch ", "").split(" ", 2);
        long version = Long.parseLong(words[0]);
        yield switch (told.startsWith("mismatch") ? "mismatch" : asked) {
          case "mismatch" -> new Answer.Mismatch(version);
          case "read" -> new Answer.Found(version, value(words[1]));
          case "write" -> new Answer.Wrote(version);
          case "add" -> new Answer.Counted(version, value(words[1]));
          default -> new Answer.Took(version);
        };
      }
    };
  }

  private static long value(String text) {
    return Character.isDigit(text.charAt(0)) ? Long.parseLong(text) : text.charAt(0);
  }
}
