package dev.goalkeeper.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.cluster.Running;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What a person types, through a terminal of bytes.
class PromptTest {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine shell = new CommandLine(new Nothing())
      .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
  private final Running running = new Running();
  private final Session session = new Session(running, "demo", shell);

  PromptTest() {
    new CommandLine(running).parseArgs("--coordinator", "127.0.0.1:1");
  }

  @Test
  void aLineThatFailsIsToldAndTheNextOneIsAskedFor() throws IOException {
    String screen = typed("get\nuse words\nhelp\nexit\nuse never\n");

    assertThat(session.ended()).isTrue();
    assertThat(session.table()).isEqualTo("words");
    assertThat(screen).contains("demo> ", "words> ");
    assertThat(err.toString()).contains("Missing required parameter: 'KEY'");
    assertThat(out.toString()).contains("Means that table from now on");
    assertThat(directory.resolve("history")).content().contains("use words");
  }

  @Test
  void whatIsTypedEndsWithTheInput() throws IOException {
    typed("use words\n");

    assertThat(session.ended()).isFalse();
    assertThat(session.table()).isEqualTo("words");
  }

  @Test
  void tabOffersCommandsThenOptions() throws IOException {
    assertThat(offered("")).contains("put", "get", "del", "scan", "use", "exit", "help");
    assertThat(offered("scan --")).contains("--limit", "--table").doesNotContain("put");
    assertThat(offered("use ")).as("no cluster answers").isEmpty();
    assertThat(offered("put ")).isEmpty();
  }

  private List<String> offered(String line) throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    try (Terminal terminal = terminal("", new ByteArrayOutputStream())) {
      LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
      new Prompt(session, directory.resolve("history")).complete(reader, session.parser()
          .parse(line, line.length(), Parser.ParseContext.COMPLETE), candidates);
    }
    return candidates.stream().map(Candidate::value).toList();
  }

  private String typed(String text) throws IOException {
    var screen = new ByteArrayOutputStream();
    try (Terminal terminal = terminal(text, screen)) {
      assertThat(new Prompt(session, directory.resolve("history")).run(terminal)).isZero();
    }
    return screen.toString(StandardCharsets.UTF_8);
  }

  private static Terminal terminal(String text, ByteArrayOutputStream screen) throws IOException {
    return new DumbTerminal("test", Terminal.TYPE_DUMB,
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), screen,
        StandardCharsets.UTF_8);
  }

  /// Whose output the shell shares.
  @Command
  private static final class Nothing {}
}
