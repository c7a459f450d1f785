package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.cluster.Readback;
import dev.goalkeeper.cli.cluster.Recorded;
import dev.goalkeeper.cli.cluster.Running;
import dev.goalkeeper.cli.console.Folders;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.fleet.Child;
import dev.goalkeeper.cli.fleet.Jvm;
import dev.goalkeeper.store.fsck.Fsck;
import dev.goalkeeper.store.fsck.FsckReport;
import dev.goalkeeper.store.fsck.Holdings;
import dev.goalkeeper.store.fsck.Journal;
import dev.goalkeeper.store.wire.Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Proves, by means that servers cannot fake, that what a journal says was acknowledged is there.
///
/// @param journal what was acknowledged
/// @param records where the coordinators have theirs
/// @param replicas copies that each object must have
record Proof(Path journal, List<Path> records, int replicas) {
  /// A million keys from a slow machine.
  private static final Duration READBACK_MAX = Duration.ofMinutes(5);

  private static final int READBACK_HEAP_MEGABYTES = 512;
  private static final Pattern RESULT = Pattern.compile("^\\{.*\\}$");

  /// Has a new process, which knows the journal and the coordinators' addresses alone, read
  /// everything.
  Readback readBack(List<Address> coordinators) {
    List<String> arguments =
        List.of("readback", "--coordinator=" + Running.text(coordinators), "--journal=" + journal);
    Path errors = journal.resolveSibling("readback.errors");
    var jvm = Jvm.goalkeeper(READBACK_HEAP_MEGABYTES, Jvm.Compiler.QUICK);
    try (Child child = Child.start("readback", errors, jvm, arguments)) {
      String said = child.await(RESULT, READBACK_MAX).group();
      child.awaitEnd(READBACK_MAX);
      return Readback.of(Json.parse(said));
    }
  }

  /// Examines the files of servers and coordinators that have stopped.
  FsckReport fsck(List<Path> directories) {
    return Fsck.check(directories, Journal.read(journal), Recorded.in(records), replicas);
  }

  /// Examines copies of the files of servers that go on running, and deletes the copies. The record
  /// is written all the time, and not read.
  ///
  /// @param scratch for the copies; it is not there yet
  FsckReport fsckCopies(List<Path> directories, Path scratch) {
    var copies = new ArrayList<Path>();
    for (Path each : directories) {
      Path copy = scratch.resolve(each.getFileName());
      Folders.copy(each, copy);
      copies.add(copy);
    }
    FsckReport report =
        Fsck.check(copies, Journal.read(journal), Holdings.UNKNOWN, replicas);
    Folders.delete(scratch);
    return report;
  }
}
