package dev.goalkeeper.examples.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What Raft promises (section 5 of its paper), looked at from outside, with a memory of its own.
final class Safety {
  private final Map<Integer, Integer> leaderOfTerm = new TreeMap<>();
  private final List<String> applied = new ArrayList<>();

  void check(List<Replica> servers) {
    servers.forEach(this::electionSafety);
    servers.forEach(this::stateMachineSafety);
    servers.forEach(this::leaderCompleteness);
    for (int i = 1; i < servers.size(); i++) {
      for (int j = 0; j < i; j++) {
        logMatching(servers.get(i).log(), servers.get(j).log());
      }
    }
  }

  private void electionSafety(Replica server) {
    if (server.role() == Role.LEADER) {
      int leader = leaderOfTerm.computeIfAbsent(server.term(), _ -> server.id());
      check(leader == server.id(), "term " + server.term() + " has two leaders");
    }
  }

  private void stateMachineSafety(Replica server) {
    List<String> its = server.applied();
    int common = Math.min(its.size(), applied.size());
    check(its.subList(0, common).equals(applied.subList(0, common)),
        "server " + server.id() + " has applied " + its + ", somebody else " + applied);
    applied.addAll(its.subList(common, its.size()));
  }

  private static void logMatching(List<Entry> one, List<Entry> other) {
    int last = Math.min(one.size(), other.size()) - 1;
    while (last >= 0 && one.get(last).term() != other.get(last).term()) {
      last--;
    }
    check(one.subList(0, last + 1).equals(other.subList(0, last + 1)),
        "logs agree at " + last + " and not before it: " + one + " and " + other);
  }

  /// A leader of the highest term has all that was ever applied; an older one may not know.
  private void leaderCompleteness(Replica server) {
    boolean newest = leaderOfTerm.keySet().stream().allMatch(term -> term <= server.term());
    if (server.role() == Role.LEADER && newest) {
      List<String> commands = server.log().stream().map(Entry::command).toList();
      check(commands.size() >= applied.size()
              && commands.subList(0, applied.size()).equals(applied),
          "the leader of term " + server.term() + " lacks some of " + applied);
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
