package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.store.coordinator.RecordedTablets;
import dev.goalkeeper.store.coordinator.UnreadableRecord;
import dev.goalkeeper.store.fsck.Holdings;
import dev.goalkeeper.zookeeper.RecordOnDisk;
import dev.goalkeeper.zookeeper.RecordUnreadable;
import java.nio.file.Path;
import java.util.List;

/// What coordinators that have stopped had recorded.
public final class Recorded {
  private Recorded() {}

  /// Whose each tablet is.
  ///
  /// @param homes directories that coordinators were started with; none if nothing is known
  /// @throws BadInput if the record cannot be read
  public static Holdings in(List<Path> homes) {
    if (homes.isEmpty()) {
      return Holdings.UNKNOWN;
    }
    try {
      var recorded = RecordedTablets.of(RecordOnDisk.read(homes).records());
      return new Holdings(recorded.cluster(), recorded.epochs(), recorded.tablets());
    } catch (RecordUnreadable | UnreadableRecord unreadable) {
      throw new BadInput(String.valueOf(unreadable.getMessage()));
    }
  }
}
