package dev.goalkeeper.cli;

import java.util.List;

/// What a measurement found.
interface Report {
  /// For programs: one object.
  Json json();

  /// For people.
  List<String> lines();
}
