package dev.goalkeeper.cli.shell;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Status;
import java.io.BufferedReader;
import java.io.IOException;
import org.jline.reader.SyntaxError;
import org.jspecify.annotations.Nullable;

/// Lines that nobody types: what follows one that failed was written in the belief that it had not.
final class Script {
  private final String name;
  private final Session session;

  /// @param name where the lines come from, for people
  Script(String name, Session session) {
    this.name = name;
    this.session = session;
  }

  /// Returns the exit status of the first line that failed, or that of the last one.
  ///
  /// @throws BadInput if the lines cannot be read
  int run(BufferedReader lines) {
    int number = 0;
    int status = Status.DONE;
    for (String line = next(lines); line != null && !session.ended(); line = next(lines)) {
      number++;
      status = run(line);
      if (status != Status.DONE) {
        session.complain(
            name + ", line " + number + ": failed, and nothing after it was run: " + line);
        break;
      }
    }
    return status;
  }

  private int run(String line) {
    try {
      return session.run(session.words(line));
    } catch (SyntaxError unfinished) {
      session.complain("a quote is not closed");
      return Status.BAD_INPUT;
    }
  }

  private @Nullable String next(BufferedReader lines) {
    try {
      return lines.readLine();
    } catch (IOException failed) {
      throw new BadInput("cannot read " + name + ": " + failed.getMessage());
    }
  }
}
