package dev.goalkeeper.examples.raft;

import java.util.List;

/// What servers say to each other. Each carries the term in which it was said.
sealed interface Message {
  int term();

  int from();

  /// A candidate asks for a vote, and says how far its log goes.
  record AskVote(int term, int from, int lastIndex, int lastTerm) implements Message {}

  /// The answer.
  record Vote(int term, int from, boolean granted) implements Message {}

  /// A leader sends what comes behind an index, or nothing, as a sign of life.
  record Append(int term, int from, int priorIndex, int priorTerm, Suffix suffix)
      implements Message {}

  /// What a leader sends.
  ///
  /// @param entries behind the prior index
  /// @param committed how far the leader has committed
  record Suffix(List<Entry> entries, int committed) {
    public Suffix {
      entries = List.copyOf(entries);
    }
  }

  /// The answer: the follower's log is the leader's up to an index, or is not at all.
  ///
  /// @param matches whether the prior entry was there
  /// @param index up to which it agrees; else how far it may at most
  record Appended(int term, int from, boolean matches, int index) implements Message {}
}
