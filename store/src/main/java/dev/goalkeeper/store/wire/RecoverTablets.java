package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;
import static dev.goalkeeper.store.wire.Limits.requireRising;

import java.util.List;

/// The coordinator has a master take over tablets of one that has crashed: it replays their entries
/// into its own log and answers once that is safe. It does not serve them before [TakeTablet].
///
/// To ask again is no error: it goes on, and both questions get the answer.
///
/// @param recovery of which crash this is a part
/// @param crashed whose log it is
/// @param tablets what to take over
/// @param segments of the log, in rising order, and who has them
public record RecoverTablets(
    long recovery, ServerId crashed, List<LostTablet> tablets, List<Source> segments)
    implements Request.ToRecoveryMaster {

  /// Where a segment can be read.
  ///
  /// @param replicas the best first
  public record Source(SegmentId segment, List<Replica> replicas) {
    public Source {
      require(!segment.equals(SegmentId.NONE), "a source of no segment");
      replicas = List.copyOf(replicas);
      require(!replicas.isEmpty(), "a segment that nobody has");
      requireAtMost("replicas", replicas.size(), Limits.SOURCES_MAX);
    }
  }

  /// One replica.
  public record Replica(ServerId backup, int generation) {
    public Replica {
      require(!backup.equals(ServerId.NONE), "a replica without a backup");
      require(generation > 0, "no generation of a replica", generation);
    }
  }

  public RecoverTablets {
    require(recovery > 0, "number of a recovery", recovery);
    require(!crashed.equals(ServerId.NONE), "nobody has crashed");
    tablets = List.copyOf(tablets);
    segments = List.copyOf(segments);
    require(!tablets.isEmpty(), "a recovery of no tablet");
    requireAtMost("tablets", tablets.size(), Limits.TABLETS_MAX);
    requireAtMost("segments", segments.size(), Limits.LOG_SEGMENTS_MAX);
    for (int i = 1; i < segments.size(); i++) {
      requireRising("segment", segments.get(i - 1).segment(), segments.get(i).segment());
    }
  }
}
