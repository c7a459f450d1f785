package dev.goalkeeper.cli.console;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/// What a person sees while a command works: lines, and one line that changes while something is
/// under way. Without a terminal that one becomes a plain line now and then.
public final class Terminal {
  private static final int BAR_WIDTH = 24;
  private static final int LINE_WIDTH = 100;
  private static final long PLAIN_NANOS = 2_000_000_000L;
  private static final long LIVE_NANOS = 100_000_000L;

  private final PrintWriter out;
  private final boolean live;
  private long shownNanos = System.nanoTime() - PLAIN_NANOS;
  private boolean changing;

  private Terminal(PrintWriter out, boolean live) {
    this.out = out;
    this.live = live;
  }

  /// Over a stream.
  ///
  /// @param out where it all goes; it is a terminal if this process has one
  public static Terminal on(PrintWriter out) {
    return new Terminal(out, present());
  }

  /// Whether a person sits in front of this process.
  public static boolean present() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  public void say(String line) {
    endBar();
    out.println(line);
    out.flush();
  }

  /// How far something is. Calls that come too often to be read show nothing.
  public void bar(String what, double share, String more) {
    long now = System.nanoTime();
    if (now - shownNanos < (live ? LIVE_NANOS : PLAIN_NANOS)) {
      return;
    }
    shownNanos = now;
    double part = Math.clamp(share, 0, 1);
    int full = (int) (part * BAR_WIDTH);
    String line =
        String.format(Locale.ROOT, "  %-9s [%s%s] %3.0f %%  %s", what, "#".repeat(full),
            ".".repeat(BAR_WIDTH - full), 100 * part, more);
    if (live) {
      out.printf("\r%-" + LINE_WIDTH + "s", line);
      changing = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  private void endBar() {
    if (changing) {
      out.println();
    }
    changing = false;
  }
}
