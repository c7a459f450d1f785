package dev.goalkeeper.cli.mutation;

import dev.goalkeeper.examples.Tour;
import dev.goalkeeper.examples.Words;
import java.util.List;
import java.util.stream.Stream;

/// A part of the project whose conditions are mutated.
public enum Part {
  /// Every table of the tour.
  EXAMPLES("examples", "dev.goalkeeper.examples.") {
    @Override
    public List<String> tables() {
      return Tour.EXAMPLES.stream().flatMap(example -> example.words().stream()).map(Words::table)
          .map(Class::getName).sorted().toList();
    }
  },

  /// What brings segments to their replicas and keeps them there, at the master and at backups: all
  /// tables of `replication`, what they know of other servers and of their own standing, and the
  /// forcing of files. Without a coordinator's tables and a client's.
  REPLICATION("cluster-sim", "dev.goalkeeper.store.") {
    @Override
    public List<String> tables() {
      return Stream.of(
              "replication.Replica", "replication.Segment", "replication.Reclaim",
              "replication.Placement", "replication.EpochRecord", "replication.HeldAnswers",
              "membership.Peer", "membership.Standing", "backup.FileSync")
          .map(name -> prefix() + name).sorted().toList();
    }
  };

  private final String module;
  private final String prefix;

  Part(String module, String prefix) {
    this.module = module;
    this.prefix = prefix;
  }

  /// The task classes whose tables belong to it, by name.
  public abstract List<String> tables();

  /// The folder of the module with its tests.
  public String module() {
    return module;
  }

  /// What the names of its classes begin with.
  String prefix() {
    return prefix;
  }
}
