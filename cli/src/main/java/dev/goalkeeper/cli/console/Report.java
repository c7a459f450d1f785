package dev.goalkeeper.cli.console;

import java.util.List;

/// What a measurement found.
public interface Report {
  /// For programs: one object.
  Json json();

  /// For people.
  List<String> lines();
}
