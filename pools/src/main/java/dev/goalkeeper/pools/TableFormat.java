package dev.goalkeeper.pools;

/// How a rule table is printed.
public enum TableFormat {
  /// Aligned columns for a terminal.
  TEXT,
  /// A table for a page of documentation.
  MARKDOWN,
  /// The decision tree of the table as a Mermaid flowchart: what is looked at, in which order, and
  /// where it leads.
  MERMAID
}
