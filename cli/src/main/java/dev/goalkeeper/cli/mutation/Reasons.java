package dev.goalkeeper.cli.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why some mutants of a part survive: a row each in the table under the part's heading.
///
/// @param byMutant reasons, by the keys of mutants
public record Reasons(Map<String, String> byMutant) {
  private static final Pattern ROW = Pattern.compile("\\| `(.+?)` \\| (.+?) \\| (.+?) \\|");

  /// Keeps the order of the rows.
  public Reasons {
    byMutant = new LinkedHashMap<>(byMutant);
  }

  /// Reads those of one part.
  ///
  /// @throws IOException if the file cannot be read
  public static Reasons read(Path file, Part part) throws IOException {
    var byMutant = new LinkedHashMap<String, String>();
    String heading = "## " + part.name().toLowerCase(Locale.ROOT);
    boolean here = false;
    for (String line : Files.readAllLines(file)) {
      here = line.startsWith("## ") ? line.toLowerCase(Locale.ROOT).equals(heading) : here;
      Matcher row = ROW.matcher(line);
      if (here && row.matches()
          && byMutant.put(row.group(1) + ": " + row.group(2), row.group(3)) != null) {
        throw new IOException(file + " gives two reasons for " + row.group(1));
      }
    }
    return new Reasons(byMutant);
  }

  /// Those that survive, and of which nothing is said.
  public List<Mutant> unexplained(List<Mutant> mutants) {
    return mutants.stream()
        .filter(mutant -> !mutant.fate().noticed() && !byMutant.containsKey(mutant.key()))
        .toList();
  }

  /// Reasons for mutants that a test has noticed, or that there are no more.
  public List<String> outlived(List<Mutant> mutants) {
    List<String> surviving = mutants.stream().filter(mutant -> !mutant.fate().noticed())
        .map(Mutant::key).toList();
    return byMutant.keySet().stream().filter(key -> !surviving.contains(key)).toList();
  }
}
