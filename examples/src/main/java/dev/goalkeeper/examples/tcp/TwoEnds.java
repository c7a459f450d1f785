package dev.goalkeeper.examples.tcp;

import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Wire;
import dev.goalkeeper.pools.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

/// Two ends, each with a pool of its own, and applications that open, write and close.
final class TwoEnds implements Scene {
  /// Segments that may wait at an end; a full queue drops, as a card does.
  private static final int INBOX_MAX = 64;

  private static final int WRITES = 6;
  private static final int TOGETHER_PERCENT = 30;

  private final Stage stage;
  private final Wire wire;
  private final End left;
  private final End right;
  private final EnumSet<State> seen = EnumSet.noneOf(State.class);

  /// A connection and its pool.
  private record End(Pool pool, Connection connection) {}

  TwoEnds(Stage stage, Duration storm) {
    this.stage = stage;
    this.wire = new Wire(stage, 30, 20, 10);
    Pool leftPool = stage.pool("left");
    Pool rightPool = stage.pool("right");
    List<End> ends = new ArrayList<>();
    left = new End(leftPool, new Connection("left", to(ends, 1)));
    right = new End(rightPool, new Connection("right", to(ends, 0)));
    ends.add(left);
    ends.add(right);
    ends.forEach(end -> end.pool().add(end.connection()));
    open(left);
    if (stage.happens(TOGETHER_PERCENT)) {
      open(right);
    }
    Duration close = stage.upTo(storm);
    live(left, storm, close);
    live(right, storm, stage.happens(TOGETHER_PERCENT) ? close : stage.upTo(storm));
  }

  /// The states that one end or the other was in.
  EnumSet<State> seen() {
    return seen;
  }

  @Override
  public List<Pool> pools() {
    return List.of(left.pool(), right.pool());
  }

  @Override
  public void heal() {
    wire.heal();
  }

  @Override
  public void invariants() {
    seen.add(left.connection().state());
    seen.add(right.connection().state());
    check(left.connection(), right.connection());
    check(right.connection(), left.connection());
  }

  @Override
  public void atTheEnd() {
    for (End end : List.of(left, right)) {
      if (end.connection().state() != State.CLOSED) {
        throw new IllegalStateException(
            end.connection().name() + " is " + end.connection().state());
      }
    }
    if (!left.connection().read().equals(right.connection().written().get())
        || !right.connection().read().equals(left.connection().written().get())) {
      throw new IllegalStateException("closed, and not all was read");
    }
  }

  private Consumer<Segment> to(List<End> ends, int index) {
    return segment -> wire.send(() -> {
      End end = ends.get(index);
      end.pool().event("a segment arrives", () -> arrive(end.connection(), segment));
    });
  }

  private static void arrive(Connection connection, Segment segment) {
    List<Segment> inbox = connection.inbox().get();
    if (inbox.size() < INBOX_MAX) {
      var more = new ArrayList<>(inbox);
      more.add(segment);
      connection.inbox().set(List.copyOf(more));
    }
  }

  private void open(End end) {
    end.pool().event("open", () -> end.connection().asked().set(true));
  }

  private void live(End end, Duration storm, Duration close) {
    for (int i = 0; i < WRITES; i++) {
      String text = end.connection().name() + " says " + i + "; ";
      stage.later().after(stage.upTo(storm), () -> end.pool().event("write", () -> {
        if (!end.connection().closing().get()) {
          end.connection().written().set(end.connection().written().get() + text);
        }
      }));
    }
    stage.later().after(close,
        () -> end.pool().event("close", () -> end.connection().closing().set(true)));
  }

  private static void check(Connection reader, Connection writer) {
    if (!writer.written().get().startsWith(reader.read())) {
      throw new IllegalStateException(reader.name() + " has read '" + reader.read()
          + "', which is not what was written: '" + writer.written().get() + "'");
    }
  }
}
