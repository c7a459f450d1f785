package dev.goalkeeper.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A sequence of steps, each a choice and what is drawn while it takes place; the first is the
/// set-up.
record Path(List<int[]> steps) {
  private static final Pattern TEXT = Pattern.compile("\\d+([.]\\d+)*(-\\d+([.]\\d+)*)*");

  Path and(int[] step) {
    var longer = new ArrayList<>(steps);
    longer.add(step);
    return new Path(longer);
  }

  /// `0-3-1.2`: the set-up, choice 3, and choice 1 in which 2 is drawn.
  @Override
  public String toString() {
    return steps.stream()
        .map(step -> Arrays.stream(step).mapToObj(Integer::toString)
            .collect(Collectors.joining(".")))
        .collect(Collectors.joining("-"));
  }

  static Path parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException("a schedule looks like 0-3-1.2, not " + text);
    }
    return new Path(Arrays.stream(text.split("-"))
        .map(step -> Arrays.stream(step.split("[.]")).mapToInt(Integer::parseInt).toArray())
        .toList());
  }
}
