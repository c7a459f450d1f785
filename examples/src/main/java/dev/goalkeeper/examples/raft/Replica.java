package dev.goalkeeper.examples.raft;

import dev.goalkeeper.examples.raft.Message.Append;
import dev.goalkeeper.examples.raft.Message.Appended;
import dev.goalkeeper.examples.raft.Message.AskVote;
import dev.goalkeeper.examples.raft.Message.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The state of one server, and what each step makes of it: the paper's Figure 2 of Raft. Entries
/// are counted from 1; index 0 is before the first.
final class Replica {
  private static final int SENT_MAX = 4;

  private final int id;
  private final List<Integer> others;
  private final List<Entry> log;
  private final List<String> applied = new ArrayList<>();
  private final TreeSet<Integer> votes = new TreeSet<>();
  private final Map<Integer, Integer> nextIndex = new TreeMap<>();
  private final Map<Integer, Integer> matchIndex = new TreeMap<>();
  private int term;
  private int vote;
  private int committed;
  private Role role = Role.FOLLOWER;

  /// What comes of a message.
  ///
  /// @param answer what to say to its sender, once all is saved: one message or none
  /// @param patient whether it is a reason to wait for the leader, or for the candidate, anew
  record Reaction(List<Message> answer, boolean patient) {
    static final Reaction NONE = new Reaction(List.of(), false);
  }

  /// A server that starts from what its disk has.
  Replica(int id, List<Integer> others, Disk.Saved saved) {
    this.id = id;
    this.others = List.copyOf(others);
    this.log = new ArrayList<>(saved.log());
    this.term = saved.term();
    this.vote = saved.vote();
  }

  int id() {
    return id;
  }

  List<Integer> others() {
    return others;
  }

  int term() {
    return term;
  }

  Role role() {
    return role;
  }

  List<Entry> log() {
    return log;
  }

  List<String> applied() {
    return applied;
  }

  Disk.Saved persistent() {
    return new Disk.Saved(term, vote, log);
  }

  boolean elected() {
    return role == Role.CANDIDATE && isMajority(votes.size());
  }

  boolean unapplied() {
    return applied.size() < committed;
  }

  /// Only entries of its own term does a leader commit by counting (section 5.4.2).
  boolean committable() {
    return role == Role.LEADER && majorityIndex() > committed
        && termAt(majorityIndex()) == term;
  }

  boolean ahead() {
    return role == Role.LEADER
        && others.stream().anyMatch(other -> matched(other) < log.size());
  }

  void stand() {
    term++;
    role = Role.CANDIDATE;
    vote = id;
    votes.clear();
    votes.add(id);
  }

  /// A new leader appends an entry of its term, so that what came before can be committed.
  void lead() {
    role = Role.LEADER;
    for (int other : others) {
      nextIndex.put(other, log.size() + 1);
      matchIndex.put(other, 0);
    }
    append("begin of term " + term);
  }

  void append(String command) {
    log.add(new Entry(term, command));
  }

  void commit() {
    committed = majorityIndex();
  }

  void apply() {
    applied.add(log.get(applied.size()).command());
  }

  /// What a candidate or a leader has to say to another server now.
  Message messageTo(int other) {
    if (role != Role.LEADER) {
      return new AskVote(term, id, log.size(), termAt(log.size()));
    }
    int prior = nextIndex.getOrDefault(other, log.size() + 1) - 1;
    List<Entry> entries = log.subList(prior, Math.min(log.size(), prior + SENT_MAX));
    return new Append(term, id, prior, termAt(prior), new Message.Suffix(entries, committed));
  }

  Reaction hear(Message message) {
    if (message.term() > term) {
      term = message.term();
      vote = Disk.NOBODY;
      role = Role.FOLLOWER;
    }
    return switch (message) {
      case AskVote asked -> vote(asked);
      case Vote answer -> count(answer);
      case Append append -> take(append);
      case Appended answer -> note(answer);
    };
  }

  private Reaction vote(AskVote asked) {
    int lastTerm = termAt(log.size());
    boolean upToDate = asked.lastTerm() > lastTerm
        || (asked.lastTerm() == lastTerm && asked.lastIndex() >= log.size());
    boolean free = vote == Disk.NOBODY || vote == asked.from();
    boolean granted = asked.term() == term && free && upToDate;
    if (granted) {
      vote = asked.from();
    }
    return new Reaction(List.of(new Vote(term, id, granted)), granted);
  }

  private Reaction count(Vote answer) {
    if (role == Role.CANDIDATE && answer.term() == term && answer.granted()) {
      votes.add(answer.from());
    }
    return Reaction.NONE;
  }

  private Reaction take(Append append) {
    if (append.term() < term) {
      return new Reaction(List.of(new Appended(term, id, false, log.size())), false);
    }
    role = Role.FOLLOWER;
    int prior = append.priorIndex();
    if (prior > log.size() || termAt(prior) != append.priorTerm()) {
      int atMost = Math.min(prior - 1, log.size());
      return new Reaction(List.of(new Appended(term, id, false, atMost)), true);
    }
    List<Entry> entries = append.suffix().entries();
    for (int i = 0; i < entries.size(); i++) {
      place(prior + 1 + i, entries.get(i));
    }
    int agreed = prior + entries.size();
    committed = Math.max(committed, Math.min(append.suffix().committed(), agreed));
    return new Reaction(List.of(new Appended(term, id, true, agreed)), true);
  }

  /// What contradicts the leader goes, and all behind it; what agrees stays, for an old message may
  /// say less than a newer one did.
  private void place(int index, Entry entry) {
    if (index <= log.size() && termAt(index) != entry.term()) {
      log.subList(index - 1, log.size()).clear();
    }
    if (index > log.size()) {
      log.add(entry);
    }
  }

  private Reaction note(Appended answer) {
    if (role != Role.LEADER || answer.term() != term) {
      return Reaction.NONE;
    }
    if (answer.matches()) {
      matchIndex.merge(answer.from(), answer.index(), Math::max);
      nextIndex.put(answer.from(), matched(answer.from()) + 1);
    } else {
      int least = matched(answer.from()) + 1;
      nextIndex.put(answer.from(), Math.max(least, Math.min(answer.index() + 1, log.size() + 1)));
    }
    return Reaction.NONE;
  }

  private int matched(int other) {
    return matchIndex.getOrDefault(other, 0);
  }

  private int majorityIndex() {
    var indexes = new ArrayList<Integer>(matchIndex.values());
    indexes.add(log.size());
    indexes.sort(null);
    return indexes.get((indexes.size() - 1) / 2);
  }

  private boolean isMajority(int servers) {
    return 2 * servers > others.size() + 1;
  }

  private int termAt(int index) {
    return index == 0 ? 0 : log.get(index - 1).term();
  }
}
