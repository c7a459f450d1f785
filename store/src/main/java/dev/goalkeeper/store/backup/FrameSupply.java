package dev.goalkeeper.store.backup;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.storage.FrameStore;
import java.time.Duration;

/// Has frames made before they are needed, while none are: after a server's death many are needed
/// at once, and zeros are written no faster than replicas. Its goal is that as many are ready as
/// the store wants.
///
/// What is needed at once the store makes itself. Beside replicas that arrive nothing more is made:
/// it would take the disk and the processor from them.
final class FrameSupply extends Task<FrameSupply> {
  static final Clauses<FrameSupply> C = Clauses.of(FrameSupply.class);

  static final CellClause<FrameSupply> SHORT = C.cell("short");
  static final TimerClause<FrameSupply> REST = C.timer("rest");

  static final Rules<FrameSupply> RULES = C.rules()
      .given()
        .goal ("G",                     SHORT.not())
        .waits("W1",                    SHORT, REST.running())
        .rule ("Z1", FrameSupply::make, SHORT, REST.running().not())
      .build();

  /// Since a frame was taken, and between two files. A file takes half a second where the disk is
  /// free; so half of it stays so.
  private static final Duration CALM = Duration.ofSeconds(1);

  private final Cell<Boolean> wanting = cell(SHORT, false);
  private final Timer rest = timer(REST);
  private final FrameStore store;

  FrameSupply(FrameStore store) {
    this.store = store;
  }

  @Override
  protected Rules<FrameSupply> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "frames ready";
  }

  /// A frame was taken, or given back.
  void changed() {
    wanting.set(store.wantsReady());
    rest.start(CALM);
  }

  private void make() {
    store.makeReady();
    changed();
  }
}
