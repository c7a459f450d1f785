package dev.goalkeeper.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.cluster.Running;
import dev.goalkeeper.store.transport.TcpTransport;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.GetMembership;
import dev.goalkeeper.store.wire.GetTables;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.TableList;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine;

/// Lines that are run one after the other against a coordinator that the test plays.
@Timeout(60)
class SessionTest {
  @TempDir private Path directory;

  private final TcpTransport transport = TcpTransport.start("coordinator");
  private final Address coordinator = transport.listen(new Address("127.0.0.1", 0),
      (_, request, responder) -> responder.respond(answer(request)));
  private final AtomicInteger connections = new AtomicInteger();
  private final StringWriter out = new StringWriter();
  private final CommandLine shell = new CommandLine(new Nothing())
      .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(new StringWriter(), true));
  private final Running running = new Running();
  private final Session session = new Session(running, "demo", shell);
  private ServerSocket counter;

  @BeforeEach
  void listen() throws IOException {
    counter = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
    new CommandLine(running).parseArgs("--coordinator", "127.0.0.1:" + counter.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    session.close();
    counter.close();
    transport.close();
  }

  @Test
  void linesShareAConnection() {
    for (int i = 0; i < 5; i++) {
      assertThat(session.run(List.of("tables"))).isZero();
    }
    assertThat(session.tables()).containsExactly("sea", "words");
    assertThat(out.toString()).contains("words\t2");
    assertThat(connections).hasValue(1);

    assertThat(session.run(List.of("tables", "--coordinator", coordinator.toString()))).isZero();
    assertThat(connections).as("of another cluster").hasValue(1);
    assertThat(session.run(List.of("tables"))).isZero();
    assertThat(connections).hasValue(2);
    session.close();
    assertThat(session.run(List.of("tables"))).as("as if it were the first").isZero();
    assertThat(connections).hasValue(3);
  }

  @Test
  void tabOffersTheTablesThatThereAre() throws IOException {
    assertThat(offered("use ")).containsExactly("sea", "words");
    assertThat(offered("get a --table ")).containsExactly("sea", "words");
    assertThat(offered("get ")).isEmpty();
  }

  private List<String> offered(String line) throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    try (Terminal terminal = new DumbTerminal("test", Terminal.TYPE_DUMB,
        new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(),
        StandardCharsets.UTF_8)) {
      LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
      new Prompt(session, directory.resolve("history")).complete(reader, session.parser()
          .parse(line, line.length(), Parser.ParseContext.COMPLETE), candidates);
    }
    return candidates.stream().map(Candidate::value).toList();
  }

  private static Message answer(Message request) {
    return switch (request) {
      case GetMembership _ -> new Membership(1, List.of());
      case GetTables _ -> new TableList(List.of(new TableList.Line(new TableId(1), "sea", 1),
          new TableList.Line(new TableId(2), "words", 2)));
      case Message _ -> new Refused(Refusal.BUSY, "only tables are told");
    };
  }

  /// Counts whoever connects, and leads it to the coordinator.
  private void accept() {
    try {
      while (true) {
        Socket from = counter.accept();
        connections.incrementAndGet();
        Socket to = new Socket(coordinator.host(), coordinator.port());
        Thread.ofVirtual().start(() -> carry(from, to));
        Thread.ofVirtual().start(() -> carry(to, from));
      }
    } catch (IOException _) {
      // The test is over.
    }
  }

  private static void carry(Socket from, Socket to) {
    try (from; to; InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One end has closed, and so the other one does.
    }
  }

  /// Whose output the shell shares.
  @Command
  private static final class Nothing {}
}
