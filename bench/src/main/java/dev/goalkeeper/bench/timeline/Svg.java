package dev.goalkeeper.bench.timeline;

import java.util.Locale;

/// Writes a picture in SVG: lines, dots and words, and nothing that has to be fetched.
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /// An empty picture on white.
  ///
  /// @param title for those who do not see it
  Svg(int width, int height, String title) {
    add(String.format(Locale.ROOT,
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d'"
            + " role='img' font-family='Helvetica, Arial, sans-serif'>",
        width, height, width, height));
    add("<title>" + escaped(title) + "</title>");
    add(String.format(Locale.ROOT, "<rect width='%d' height='%d' fill='#ffffff'/>", width, height));
  }

  void line(Point from, Point to, String style) {
    add(String.format(Locale.ROOT, "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' %s/>",
        from.x(), from.y(), to.x(), to.y(), style));
  }

  void dot(Point at, double radius, String style) {
    add(String.format(Locale.ROOT, "<circle cx='%.1f' cy='%.1f' r='%.1f' %s/>",
        at.x(), at.y(), radius, style));
  }

  /// @param points one after the other, as `x,y x,y`
  void path(String points, String style) {
    add("<polyline points='" + points + "' fill='none' " + style + "/>");
  }

  void words(Point at, String words, String style) {
    add(String.format(Locale.ROOT, "<text x='%.1f' y='%.1f' %s>%s</text>",
        at.x(), at.y(), style, escaped(words)));
  }

  /// The whole picture.
  String text() {
    return text + "</svg>\n";
  }

  /// Where something is, in pixels from the upper left.
  record Point(double x, double y) {
    /// As a path has it.
    String text() {
      return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }
  }

  private void add(String element) {
    text.append(element).append('\n');
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
