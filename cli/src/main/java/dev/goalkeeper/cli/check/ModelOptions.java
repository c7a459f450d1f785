package dev.goalkeeper.cli.check;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.clustersim.check.ReplicationCheck.Size;
import picocli.CommandLine.Option;

/// How large the model of a check is.
final class ModelOptions {
  private static final int BACKUPS_MAX = 8;

  @Option(names = "--backups", paramLabel = "N", defaultValue = "4",
      description = "beside the master (default: ${DEFAULT-VALUE})")
  private int backups;

  @Option(names = "--replicas", paramLabel = "R", defaultValue = "2",
      description = "copies of each segment (default: ${DEFAULT-VALUE})")
  private int replicas;

  @Option(names = "--segments", paramLabel = "N", defaultValue = "2",
      description = "filled one after the other (default: ${DEFAULT-VALUE})")
  private int segments;

  @Option(names = "--crashes", paramLabel = "N", defaultValue = "2",
      description = "backups that die, at the most (default: ${DEFAULT-VALUE})")
  private int crashes;

  @Option(names = "--lost", paramLabel = "N", defaultValue = "1",
      description = "requests that never arrive (default: ${DEFAULT-VALUE})")
  private int lost;

  @Option(names = "--late", paramLabel = "N", defaultValue = "1",
      description = "requests that arrive after their time (default: ${DEFAULT-VALUE})")
  private int late;

  @Option(names = "--reply-lost", paramLabel = "N", defaultValue = "1",
      description = "answers of what took effect that never arrive (default: ${DEFAULT-VALUE})")
  private int replyLost;

  /// @throws BadInput if no model can be like that
  Size size() {
    if (replicas < 1 || replicas > backups || backups > BACKUPS_MAX) {
      throw new BadInput("--replicas " + replicas + " --backups " + backups
          + ": 1 or more replicas, on as many backups or more, and at most " + BACKUPS_MAX);
    }
    if (segments < 1 || crashes < 0 || lost < 0 || late < 0 || replyLost < 0) {
      throw new BadInput("a model has 1 segment or more, and nothing happens less than 0 times");
    }
    return new Size(backups, replicas, segments, crashes,
        new Size.Messages(lost, late, replyLost));
  }

  /// The options that make this model.
  String asOptions() {
    return " --backups " + backups + " --replicas " + replicas + " --segments " + segments
        + " --crashes " + crashes + " --lost " + lost + " --late " + late
        + " --reply-lost " + replyLost;
  }
}
