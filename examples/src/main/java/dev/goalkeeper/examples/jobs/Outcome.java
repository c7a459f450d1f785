package dev.goalkeeper.examples.jobs;

/// How a job, a task or an attempt has ended.
enum Outcome {
  /// Not yet.
  NONE,
  SUCCEEDED,
  FAILED
}
