package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireText;

/// What a process says about its tasks.
///
/// @param text for people
/// @param json the same for programs
public record Inspection(String text, String json) implements Reply.ToInspect {
  public Inspection {
    requireText("inspection", text, Limits.INSPECTION_BYTES_MAX);
    requireText("inspection", json, Limits.INSPECTION_BYTES_MAX);
  }
}
