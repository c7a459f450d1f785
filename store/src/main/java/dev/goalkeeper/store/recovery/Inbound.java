package dev.goalkeeper.store.recovery;

import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Tablet;
import java.util.List;

/// Tablets on their way into a master.
///
/// @param number of the recovery or the move; what is of a lower one is out of date
/// @param from whose they were, or are
/// @param tablets their ranges
public record Inbound(long number, ServerId from, List<LostTablet> tablets) {
  public Inbound {
    tablets = List.copyOf(tablets);
  }

  /// What a recovery brings.
  public static Inbound of(RecoverTablets request) {
    return new Inbound(request.recovery(), request.crashed(), request.tablets());
  }

  /// What a move brings.
  static Inbound of(long number, Tablet tablet) {
    return new Inbound(number, tablet.owner(), List.of(new LostTablet(
        tablet.table(), tablet.firstHash(), tablet.lastHash(), SegmentId.NONE, 0)));
  }

  /// Whether some hash is in tablets of both.
  public boolean overlaps(Inbound other) {
    return tablets.stream().anyMatch(
        tablet -> other.tablets.stream().anyMatch(tablet::overlaps));
  }

  /// Whether the other one, which is later, has some of its tablets: then nobody is ever given
  /// these.
  public boolean precedes(Inbound later) {
    return number < later.number && overlaps(later);
  }
}
