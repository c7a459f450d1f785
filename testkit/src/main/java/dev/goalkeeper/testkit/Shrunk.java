package dev.goalkeeper.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What is left of the schedule of a run that fails.
///
/// @param schedule of the last run that failed: what happened in it suffices
/// @param before how many incidents there were at first
/// @param smallest whether none of what is left can be left out; false if runs ran out
/// @param runs how many it took
public record Shrunk(Schedule schedule, int before, boolean smallest, int runs) {
  /// As it is given to whoever replays it: `lost:12,crash:1`.
  public String incidents() {
    return schedule.happened().stream().map(Incident::toString).collect(Collectors.joining(","));
  }

  /// A line for each incident, under one that says how many they are.
  public List<String> lines() {
    List<String> told = schedule.lines();
    var lines = new ArrayList<String>();
    lines.add("schedule: " + told.size() + " of " + before + " incidents "
        + (smallest ? "are needed" : "are enough, perhaps fewer") + " (" + runs + " runs)");
    told.forEach(line -> lines.add("  " + line));
    return lines;
  }
}
