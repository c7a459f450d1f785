package dev.goalkeeper.examples.figure2;

import dev.goalkeeper.examples.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A server somewhere else that keeps replicas in memory, until it crashes.
final class BackupServer {
  private final String name;
  private final Wire wire;
  private final Map<Integer, Progress> held = new LinkedHashMap<>();
  private boolean alive = true;

  BackupServer(String name, Wire wire) {
    this.name = name;
    this.wire = wire;
  }

  String name() {
    return name;
  }

  /// Brings a replica this far. Completes when the server says so; never, if a message is lost or
  /// the server is gone.
  CompletionStage<Progress> write(int segment, Progress upTo) {
    var answer = new CompletableFuture<Progress>();
    wire.send(() -> {
      if (alive) {
        held.merge(segment, upTo, (old, next) -> old.covers(next) ? old : next);
        wire.send(() -> answer.complete(upTo));
      }
    });
    return answer;
  }

  void crash() {
    alive = false;
    held.clear();
  }

  boolean alive() {
    return alive;
  }

  /// What it holds of a segment.
  Progress held(int segment) {
    return held.getOrDefault(segment, Progress.NONE);
  }
}
