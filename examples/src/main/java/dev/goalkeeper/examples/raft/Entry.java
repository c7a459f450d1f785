package dev.goalkeeper.examples.raft;

/// One entry of a log.
///
/// @param term of the leader that made it
/// @param command what is to be applied
record Entry(int term, String command) {}
