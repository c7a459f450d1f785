package dev.goalkeeper.examples.raft;

/// What a server is in its term.
enum Role {
  FOLLOWER,
  CANDIDATE,
  LEADER
}
