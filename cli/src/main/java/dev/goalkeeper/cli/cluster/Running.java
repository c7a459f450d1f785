package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.TableList;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which running cluster a command means: the one that is named, else the one that `demo --keep`
/// left a note of.
public final class Running {
  /// As long as a person waits for one operation.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// As long as a person waits for what a key offers.
  private static final Duration PATIENCE_OF_A_KEY = Duration.ofMillis(300);

  private static final Path NOTE =
      Path.of(System.getProperty("user.home", "."), ".goalkeeper", "coordinator");

  @Option(
      names = "--coordinator",
      paramLabel = "HOST:PORT,...",
      defaultValue = "${env:GOALKEEPER_COORDINATOR}",
      description =
          "the cluster's coordinators (default: $GOALKEEPER_COORDINATOR, then of demo --keep)")
  private @Nullable String coordinator;

  private @Nullable Connection connection;

  /// Uses that one from now on, instead of one for each command.
  public void share(Connection shared) {
    connection = shared;
  }

  /// Its coordinators.
  ///
  /// @throws BadInput if no cluster is named and none was noted
  public List<Address> addresses() {
    String text = coordinator;
    if (text != null) {
      return parseAll("--coordinator", text);
    }
    try {
      return parseAll(NOTE.toString(), Files.readString(NOTE).strip());
    } catch (IOException none) {
      throw new BadInput(
          "no cluster is known: start one with demo --keep, or name one with --coordinator");
    }
  }

  /// A client of it.
  ///
  /// @throws Failed if its coordinator does not answer
  StoreClient connect() {
    return connect(PATIENCE);
  }

  private StoreClient connect(Duration deadline) {
    List<Address> at = addresses();
    Connection shared = connection;
    StoreClient client = (shared == null ? StoreClient.connect(ClientOptions.of(at))
        : shared.to(at)).withDeadline(deadline);
    if (client.membership() instanceof Outcome.Listed) {
      return client;
    }
    client.close();
    throw new Failed("no coordinator answers at " + text(at)
        + ": check that it runs, or name another with --coordinator");
  }

  /// A client of it that has many operations under way.
  ///
  /// @throws Failed if its coordinator does not answer
  AsyncStoreClient connectAsync() {
    connect().close();
    return AsyncStoreClient.connect(ClientOptions.of(addresses()).withDeadline(PATIENCE));
  }

  /// The tables that there are, as far as anybody tells them: none if nobody does.
  public List<String> tableNames() {
    try (StoreClient client = connect(PATIENCE_OF_A_KEY)) {
      return client.tables() instanceof Outcome.Tables(List<TableList.Line> tables)
          ? tables.stream().map(TableList.Line::name).toList() : List.of();
    } catch (Failed _) {
      return List.of();
    }
  }

  /// Asks the coordinator and every server that is up, and prints what each answers.
  ///
  /// @throws Failed if nobody knows what is asked about
  int inspectAll(Inspect request, PrintWriter out) {
    try (StoreClient client = connect()) {
      int answers = 0;
      for (Address each : addresses()) {
        answers += inspect(client, "coordinator", each, request, out);
      }
      for (Member member : members(client)) {
        answers += inspect(client, "server " + member.id(), member.address(), request, out);
      }
      if (answers == 0) {
        throw new Failed(
            "no process has a task '" + request.subject() + "'; status prints their names");
      }
      return 0;
    }
  }

  /// What servers say that they wait for, as far as they answer: a line each.
  List<String> waits(StoreClient client) {
    var status = new Inspect(Inspect.Kind.STATUS, "");
    return members(client).stream()
        .flatMap(member -> client.inspect(member.address(), status)
            instanceof Outcome.Inspected(String text, String _)
                ? text.lines().filter(line -> line.contains(" WAIT "))
                    .map(line -> member.id() + ": " + line.strip())
                : Stream.<String>of())
        .toList();
  }

  private static int inspect(
      StoreClient client, String name, Address address, Inspect request, PrintWriter out) {
    var answer = client.inspect(address, request);
    return switch (answer) {
      case Outcome.Inspected(String text, String _) -> {
        out.println(name + " at " + address);
        text.lines().forEach(line -> out.println("  " + line));
        out.flush();
        yield 1;
      }
      case Outcome.Refused(var reason, String _) when reason == Refusal.UNKNOWN_SUBJECT -> 0;
      case Outcome.Refused refused -> throw Failed.of(refused);
      case Outcome.NotDone notDone -> throw Failed.of(notDone);
      case Outcome.Unknown unknown -> throw Failed.of(unknown);
    };
  }

  private static List<Member> members(StoreClient client) {
    return switch (client.membership()) {
      case Outcome.Listed(Membership list) -> list.members().stream().filter(Member::up).toList();
      case Outcome.Refused refused -> throw Failed.of(refused);
      case Outcome.NotDone notDone -> throw Failed.of(notDone);
      case Outcome.Unknown unknown -> throw Failed.of(unknown);
    };
  }

  /// Reads `host:port,...`.
  static List<Address> parseAll(String option, String text) {
    return Stream.of(text.split(",", -1)).map(each -> parse(option, each)).toList();
  }

  static Address parse(String option, String text) {
    try {
      return Address.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new BadInput(option + ": " + malformed.getMessage());
    }
  }

  /// What [#parseAll] reads.
  public static String text(List<Address> addresses) {
    return addresses.stream().map(Address::toString).collect(Collectors.joining(","));
  }

  /// Leaves the note.
  public static void note(List<Address> coordinators) {
    try {
      Files.createDirectories(NOTE.getParent());
      Files.writeString(NOTE, text(coordinators) + "\n");
    } catch (IOException failed) {
      throw new Failed("cannot write " + NOTE + ": " + failed);
    }
  }

  /// Takes the note away, if it is still this cluster's.
  public static void forget(List<Address> coordinators) {
    try {
      if (Files.exists(NOTE) && Files.readString(NOTE).strip().equals(text(coordinators))) {
        Files.delete(NOTE);
      }
    } catch (IOException failed) {
      throw new Failed("cannot delete " + NOTE + ": " + failed);
    }
  }
}
