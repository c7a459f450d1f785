package dev.goalkeeper.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real recording holds, read back from its file.
class PoolRecorderTest {
  /// Kept, so that it stays as quiet as it is made.
  private static final Logger LOG = Logger.getLogger("dev.goalkeeper.pools");

  @Test
  void firingsAreRecordedWithTaskTableRowAndCauseIfAskedFor(@TempDir Path folder)
      throws IOException {
    List<RecordedEvent> events = record(folder, true);
    assertThat(told(events, "goalkeeper.Firing", "pool", "task", "table", "row", "cause"))
        .containsExactly(
            "recorded|fetch|Fetch|R1|event 'ask'",
            "recorded|fetch|Fetch|R2|operation 'call' of fetch ended OK");
  }

  @Test
  void firingsAreOffUnlessTheRecordingAsksForThem(@TempDir Path folder) throws IOException {
    assertThat(record(folder, false)).extracting(event -> event.getEventType().getName())
        .contains("goalkeeper.OperationStarted").doesNotContain("goalkeeper.Firing");
  }

  @Test
  void operationsTasksAndAlarmsAreRecorded(@TempDir Path folder) throws IOException {
    List<RecordedEvent> events = record(folder, false);
    assertThat(told(events, "goalkeeper.TaskAdded", "pool", "task", "table"))
        .containsExactly("recorded|fetch|Fetch");
    assertThat(told(events, "goalkeeper.OperationStarted", "pool", "task", "operation"))
        .containsExactly("recorded|fetch|call");
    assertThat(told(events, "goalkeeper.OperationEnded", "pool", "task", "operation", "status"))
        .containsExactly("recorded|fetch|call|OK");
    assertThat(told(events, "goalkeeper.TaskRetired", "pool", "task"))
        .containsExactly("recorded|fetch");
    assertThat(told(events, "goalkeeper.Alarm", "pool", "kind", "what"))
        .singleElement().asString().startsWith("recorded|FAILED|an event threw ");
  }

  @Test
  void turnsAreRecordedThatTakeLongerThanTheThreshold(@TempDir Path folder) throws IOException {
    assertThat(told(record(folder, true), "goalkeeper.Turn", "pool", "work"))
        .as("a threshold of nothing").hasSize(3).first().asString().startsWith("recorded|");
    assertThat(told(record(folder, false), "goalkeeper.Turn", "pool"))
        .as("an hour").isEmpty();
  }

  /// Records a task that is asked, answered, and retired, and an event that throws.
  private static List<RecordedEvent> record(Path folder, boolean all) throws IOException {
    LOG.setUseParentHandlers(false);
    Path file = folder.resolve("pool.jfr");
    try (var recording = new Recording()) {
      if (all) {
        recording.enable("goalkeeper.Firing");
      }
      recording.enable("goalkeeper.Turn").with("threshold", all ? "0 ns" : "1 h");
      recording.start();
      play();
      recording.stop();
      recording.dump(file);
    }
    try (Stream<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()) {
      return events.filter(event -> event.getEventType().getName().startsWith("goalkeeper."))
          .toList();
    }
  }

  private static void play() {
    Pool played = Pool.named("recorded").drivenBy(made -> () -> {})
        .witness(new PoolRecorder()).build();
    var fetch = new Fetch();
    played.runOnce(0);
    played.add(fetch);
    played.event("ask", () -> fetch.asked.set(true));
    played.runOnce(0);
    fetch.call.complete(fetch.token, "done");
    played.runOnce(0);
    played.retire(fetch);
    played.event("bad", () -> {
      throw new IllegalStateException("unreadable");
    });
    played.close();
  }

  private static List<String> told(List<RecordedEvent> events, String type, String... fields) {
    return events.stream().filter(event -> event.getEventType().getName().equals(type))
        .map(event -> Stream.of(fields).map(field -> event.<Object>getValue(field).toString())
            .collect(Collectors.joining("|")))
        .toList();
  }
}
