package dev.goalkeeper.clustersim.check;

import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.membership.CoordinatorLine;
import dev.goalkeeper.store.membership.Coordinators;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.membership.Standing;
import dev.goalkeeper.store.replication.ReplicatedLog;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.testkit.Check;
import dev.goalkeeper.testkit.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Explores the store's own replication: whatever a few backups, messages and crashes can do to it.
public final class ReplicationCheck {
  private static final String PACKAGE = "dev.goalkeeper.store.replication.";

  private ReplicationCheck() {}

  /// How large the model is.
  ///
  /// @param backupCount beside the master
  /// @param replicas copies of each segment
  /// @param segments that the client fills, one after the other
  /// @param crashes of backups
  /// @param messages what becomes of messages
  public record Size(
      int backupCount, int replicas, int segments, int crashes, Messages messages) {
    /// What may become of the messages of one run, beside an answer in time.
    ///
    /// @param lost requests that never arrive
    /// @param late requests that arrive after their time
    /// @param replyLost requests that take effect and whose answer never arrives
    public record Messages(int lost, int late, int replyLost) {}

    List<ServerId> backups() {
      return IntStream.rangeClosed(2, backupCount + 1)
          .mapToObj(index -> ServerId.of(index, 1)).toList();
    }

    /// As people read it.
    @Override
    public String toString() {
      return "a master and " + backupCount + " backups, R = " + replicas + ", " + segments
          + " segments; at most " + crashes + " crashes, " + messages.lost() + " lost, "
          + messages.late() + " late, " + messages.replyLost() + " applied with the reply lost";
    }
  }

  /// Two segments, and nothing that goes wrong: the order of neighbours.
  public static Check<?> neighbours() {
    return of(new Size(3, 2, 2, 0, new Size.Messages(0, 0, 0)));
  }

  /// One segment and the crash of a backup: what becomes of a lost open replica.
  public static Check<?> losses() {
    return of(new Size(3, 2, 1, 1, new Size.Messages(0, 0, 0)));
  }

  /// The check of that size.
  public static Check<?> of(Size size) {
    List<Object> ids = new ArrayList<>(size.backups());
    size.backups().forEach(id -> ids.add(ModelCluster.member(id.index()).address()));
    Check<ModelCluster> check = Check.model(outside -> new ModelCluster(outside, size));
    declareTasks(check);
    declareModel(check);
    return check.symmetric(ids)
        .outcome(Outcome.FAILED, 0)
        .outcome(Outcome.LOST, size.messages().lost())
        .outcome(Outcome.LATE, size.messages().late())
        .outcome(Outcome.REPLY_LOST, size.messages().replyLost())
        .fault("a backup crashes", size.crashes(), ModelCluster::crash)
        .fault("the client goes on", ModelCluster.clientSteps(size), ModelCluster::step)
        .always(ModelCluster::broken)
        .goalsReached();
  }

  private static void declareTasks(Check<ModelCluster> check) {
    Duration writeTimeout = Duration.ofSeconds(1);
    Class<?> replica = named("Replica");
    Class<?> segment = named("Segment");
    Class<?> placement = named("Placement");
    check.state(replica, "backupId", "id", "certified", "visible", "replacing", "damages", "sent",
            "acked", "committed")
        .atMost(1, replica, "failures")
        .since(writeTimeout, replica, "failingSinceNanos")
        .notState(replica, "number", "answers")
        .state(segment, "settledEpoch", "askedEpoch", "opened", "closed", "freed")
        .counters("generation", segment, "generations")
        .unordered(segment, "replicas", "reclaims", "surrendered")
        .notState(segment, "choices")
        .counters("generation", ReplicaId.class, "generation")
        .state(named("EpochRecord"), "asked")
        .state(placement, "width")
        .counters("membership", placement, "applied")
        .since(Duration.ZERO, placement, "avoidedUntil")
        .notState(placement, "changes", "loads", "eligible")
        .notState(named("HeldAnswers"), "longestNanos")
        // Those of the writes that began and are not acknowledged, which the model counts.
        .outside(named("WaitingAnswers"))
        .state(Standing.class, "left")
        .counters("doubts", Standing.class, "doubts", "doubtsAsked")
        .state(Peer.class, "hungUp")
        .notState(Peer.class, "envelope");
  }

  private static void declareModel(Check<ModelCluster> check) {
    check.state(ReplicatedLog.class, "newest")
        .notState(ReplicatedLog.class, "counters", "onReleased", "onClosed", "cluster", "own",
            "options")
        .notState(Members.class, "newest", "up", "disconnect")
        .counters("membership", Members.class, "changes")
        .counters("membership", Membership.class, "version")
        .state(ModelDisk.class, "alive")
        .state(ModelCluster.class, "epoch", "acknowledged", "began")
        .notState(ModelCluster.class, "size")
        .outside(Log.class, LogSegment.class, CoordinatorLine.class, Coordinators.class,
            Transport.class, Member.Status.class);
  }

  private static Class<?> named(String task) {
    try {
      return Class.forName(PACKAGE + task, false, ReplicationCheck.class.getClassLoader());
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException("replication has no task " + task, gone);
    }
  }
}
