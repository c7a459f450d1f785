package dev.goalkeeper.examples;

import java.time.Duration;

/// A way for messages that are lost, doubled, late and out of order, until it is healed. For the
/// thread of the stage's future, except [#send], which is for any.
public final class Wire {
  /// The longest that a message is on its way when nothing is wrong.
  private static final Duration GOOD = Duration.ofMillis(2);

  private static final Duration STRAGGLES = Duration.ofMillis(60);

  private final Stage stage;
  private int lossPercent;
  private int doublePercent;
  private int stragglerPercent;

  /// A way with so many faults in a hundred messages, each kind drawn below these limits.
  public Wire(Stage stage, int lossPercentMax, int doublePercentMax, int stragglerPercentMax) {
    this.stage = stage;
    lossPercent = stage.chance().nextInt(lossPercentMax + 1);
    doublePercent = stage.chance().nextInt(doublePercentMax + 1);
    stragglerPercent = stage.chance().nextInt(stragglerPercentMax + 1);
  }

  /// Nothing goes wrong from now on; what is on its way still arrives when it was to.
  public void heal() {
    lossPercent = 0;
    doublePercent = 0;
    stragglerPercent = 0;
  }

  /// Lets something arrive at the other end: not at all, once, or twice.
  public void send(Runnable arrival) {
    stage.later().after(Duration.ZERO, () -> underWay(arrival));
  }

  private void underWay(Runnable arrival) {
    if (stage.happens(lossPercent)) {
      return;
    }
    int copies = stage.happens(doublePercent) ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      Duration spell = stage.upTo(stage.happens(stragglerPercent) ? STRAGGLES : GOOD);
      stage.later().after(spell, arrival);
    }
  }
}
