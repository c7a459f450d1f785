package dev.goalkeeper.bench.timeline;

import dev.goalkeeper.bench.timeline.Svg.Point;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Series of latencies, one below the other, over one axis of time. Latencies have a logarithmic
/// axis: what is usual and what is not are a thousand times apart.
public final class Picture {
  private static final int WIDTH = 960;
  private static final int LEFT = 64;
  private static final int RIGHT = 28;
  private static final int TOP = 92;
  private static final int PANEL = 138;
  private static final int GAP = 34;
  private static final int BOTTOM = 44;

  /// The axis of latencies: from 10 us to 10 s, a line for each power of ten.
  private static final int POWER_MIN = 1;
  private static final int POWER_MAX = 7;
  private static final List<String> POWERS =
      List.of("10 us", "100 us", "1 ms", "10 ms", "100 ms", "1 s", "10 s");

  private static final double TICK_MILLIS = 500;
  private static final double MILLIS_PER_SECOND = 1e3;

  private static final String GRID = "stroke='#e4e7eb'";
  private static final String DEATH = "stroke='#c0392b' stroke-dasharray='5 3'";
  private static final String MAX = "fill='#d9796c'";
  private static final String P99 = "stroke='#e08e2b' stroke-width='1.3'";
  private static final String P50 = "stroke='#1f6fb2' stroke-width='1.6'";
  private static final String SMALL = "font-size='11' fill='#5b6570'";
  private static final String RIGHT_SMALL = SMALL + " text-anchor='end'";
  private static final String CENTER_SMALL = SMALL + " text-anchor='middle'";

  private final Svg svg;
  private final List<Panel> panels;
  private final Words words;
  private final double fromMillis;
  private final double toMillis;

  /// A series.
  ///
  /// @param title above it
  /// @param buckets in the order of time
  public record Panel(String title, List<Bucket> buckets) {}

  /// What the picture says.
  ///
  /// @param event what happened at 0
  public record Words(String title, String subtitle, String event) {}

  private Picture(Words words, List<Panel> panels, double fromMillis, double toMillis) {
    this.words = words;
    this.panels = panels;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
    this.svg = new Svg(WIDTH, bottom(panels.size() - 1) + BOTTOM, words.title());
  }

  /// Draws them.
  ///
  /// @param fromMillis where the axis of time begins; 0 is when it happened
  /// @return an SVG file
  public static String svg(Words words, List<Panel> panels, double fromMillis, double toMillis) {
    return new Picture(words, panels, fromMillis, toMillis).draw();
  }

  private String draw() {
    svg.words(new Point(LEFT, 26), words.title(), "font-size='17' fill='#20262c'");
    svg.words(new Point(LEFT, 45), words.subtitle(), SMALL);
    legend();
    for (int i = 0; i < panels.size(); i++) {
      panel(i, panels.get(i));
    }
    times();
    return svg.text();
  }

  private void legend() {
    svg.line(new Point(LEFT, 60), new Point(LEFT + 24, 60), P50);
    svg.words(new Point(LEFT + 30, 64), "half took at most", SMALL);
    svg.line(new Point(LEFT + 150, 60), new Point(LEFT + 174, 60), P99);
    svg.words(new Point(LEFT + 180, 64), "99 % took at most", SMALL);
    svg.dot(new Point(LEFT + 312, 60), 2.2, MAX);
    svg.words(new Point(LEFT + 322, 64), "the longest", SMALL);
    svg.line(new Point(LEFT + 410, 60), new Point(LEFT + 434, 60), DEATH);
    svg.words(new Point(LEFT + 440, 64), words.event(), SMALL);
  }

  private void panel(int index, Panel panel) {
    svg.words(new Point(LEFT, top(index) - 7), panel.title(), "font-size='12' fill='#20262c'");
    for (int power = POWER_MIN; power <= POWER_MAX; power++) {
      double y = y(index, Math.pow(10, power));
      svg.line(new Point(LEFT, y), new Point(WIDTH - RIGHT, y), GRID);
      svg.words(new Point(LEFT - 6, y + 4), POWERS.get(power - POWER_MIN), RIGHT_SMALL);
    }
    for (double millis = firstTick(); millis <= toMillis; millis += TICK_MILLIS) {
      svg.line(new Point(x(millis), top(index)), new Point(x(millis), bottom(index)), GRID);
    }
    svg.line(new Point(x(0), top(index)), new Point(x(0), bottom(index)), DEATH);
    List<Bucket> shown = panel.buckets().stream()
        .filter(each -> each.fromMillis() >= fromMillis && each.fromMillis() < toMillis).toList();
    svg.path(points(index, shown, Bucket::p99Micros), P99);
    shown.forEach(each ->
        svg.dot(new Point(x(each.fromMillis()), y(index, each.maxMicros())), 1.3, MAX));
    svg.path(points(index, shown, Bucket::p50Micros), P50);
  }

  private void times() {
    double y = bottom(panels.size() - 1);
    for (double millis = firstTick(); millis <= toMillis; millis += TICK_MILLIS) {
      svg.words(new Point(x(millis), y + 16),
          String.format(Locale.ROOT, "%.1f s", millis / MILLIS_PER_SECOND), CENTER_SMALL);
    }
    svg.words(new Point((LEFT + WIDTH - RIGHT) / 2.0, y + 34),
        "when a call was due, seconds after " + words.event(), CENTER_SMALL);
  }

  private String points(int index, List<Bucket> buckets, ToDoubleFunction<Bucket> micros) {
    return buckets.stream()
        .map(each -> new Point(x(each.fromMillis()), y(index, micros.applyAsDouble(each))).text())
        .collect(Collectors.joining(" "));
  }

  private double firstTick() {
    return Math.ceil(fromMillis / TICK_MILLIS) * TICK_MILLIS;
  }

  private double x(double millis) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (millis - fromMillis) / (toMillis - fromMillis);
  }

  private static double y(int index, double micros) {
    double power = Math.clamp(Math.log10(Math.max(1, micros)), POWER_MIN, POWER_MAX);
    return bottom(index) - PANEL * (power - POWER_MIN) / (POWER_MAX - POWER_MIN);
  }

  private static int top(int index) {
    return TOP + index * (PANEL + GAP);
  }

  private static int bottom(int index) {
    return top(index) + PANEL;
  }
}
