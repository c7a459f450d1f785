package dev.goalkeeper.cli;

import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which running cluster a command means: the one that is named, else the one that `demo --keep`
/// left a note of.
final class Running {
  /// As long as a person waits for one operation.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Path NOTE =
      Path.of(System.getProperty("user.home", "."), ".goalkeeper", "coordinator");

  @Option(
      names = "--coordinator",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:GOALKEEPER_COORDINATOR}",
      description =
          "the cluster's coordinator (default: $GOALKEEPER_COORDINATOR, then that of demo --keep)")
  private @Nullable String coordinator;

  /// @throws BadInput if no cluster is named and none was noted
  Address address() {
    String text = coordinator;
    if (text != null) {
      return parse("--coordinator", text);
    }
    try {
      return parse(NOTE.toString(), Files.readString(NOTE).strip());
    } catch (IOException none) {
      throw new BadInput(
          "no cluster is known: start one with demo --keep, or name one with --coordinator");
    }
  }

  /// A client of it.
  ///
  /// @throws Failed if its coordinator does not answer
  StoreClient connect() {
    Address at = address();
    StoreClient client = StoreClient.connect(ClientOptions.of(at).withDeadline(PATIENCE));
    if (client.membership() instanceof Outcome.Listed) {
      return client;
    }
    client.close();
    throw new Failed("no coordinator answers at " + at
        + ": check that it runs, or name another with --coordinator");
  }

  /// A client of it that has many operations under way.
  ///
  /// @throws Failed if its coordinator does not answer
  AsyncStoreClient connectAsync() {
    connect().close();
    return AsyncStoreClient.connect(ClientOptions.of(address()).withDeadline(PATIENCE));
  }

  /// Asks the coordinator and every server that is up, and prints what each answers.
  ///
  /// @throws Failed if nobody knows what is asked about
  int inspectAll(Inspect request, PrintWriter out) {
    try (StoreClient client = connect()) {
      int answers = inspect(client, "coordinator", address(), request, out);
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

  static Address parse(String option, String text) {
    try {
      return Address.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new BadInput(option + ": " + malformed.getMessage());
    }
  }

  /// Leaves the note.
  static void note(Address coordinator) {
    try {
      Files.createDirectories(NOTE.getParent());
      Files.writeString(NOTE, coordinator + "\n");
    } catch (IOException failed) {
      throw new Failed("cannot write " + NOTE + ": " + failed);
    }
  }

  /// Takes the note away, if it is still this cluster's.
  static void forget(Address coordinator) {
    try {
      if (Files.exists(NOTE) && Files.readString(NOTE).strip().equals(coordinator.toString())) {
        Files.delete(NOTE);
      }
    } catch (IOException failed) {
      throw new Failed("cannot delete " + NOTE + ": " + failed);
    }
  }
}
