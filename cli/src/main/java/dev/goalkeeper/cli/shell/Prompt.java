package dev.goalkeeper.cli.shell;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// A person at a terminal. A line that fails is told, and the next one is asked for.
final class Prompt implements Completer {
  private final Session session;
  private final Path history;

  /// @param history a file for what is typed, so that it need not be typed again
  Prompt(Session session, Path history) {
    this.session = session;
    this.history = history;
  }

  /// At the terminal of this process.
  int run() {
    try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
      return run(terminal);
    } catch (IOException failed) {
      throw new BadInput("this terminal cannot be used: " + failed.getMessage());
    }
  }

  int run(Terminal terminal) {
    LineReader reader = LineReaderBuilder.builder()
        .terminal(terminal)
        .parser(session.parser())
        .completer(this)
        .variable(LineReader.HISTORY_FILE, history)
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
        .build();
    while (!session.ended()) {
      try {
        session.run(session.words(reader.readLine(session.table() + "> ")));
      } catch (UserInterruptException _) {
        // Ctrl-C takes the line away and nothing else, as in other shells.
      } catch (EndOfFileException _) {
        break;
      }
    }
    return Status.DONE;
  }

  /// Commands first, then what may follow them.
  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    Map<String, List<String>> vocabulary = session.vocabulary();
    List<String> words = line.words();
    Stream<String> fitting;
    if (line.wordIndex() == 0) {
      fitting = vocabulary.keySet().stream();
    } else if (line.word().startsWith("-")) {
      fitting = vocabulary.getOrDefault(words.getFirst(), List.of()).stream();
    } else if (List.of("use", "--table").contains(words.get(line.wordIndex() - 1))) {
      fitting = session.tables().stream();
    } else {
      fitting = Stream.of();
    }
    fitting.map(Candidate::new).forEach(candidates::add);
  }
}
