package dev.goalkeeper.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page of failures names rows and tests that are there.
class FailuresPageTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:#(\\w+))?`");
  private static final Pattern ROW = Pattern.compile("`([A-Z][A-Za-z]+) ([A-Z]\\d+)`");
  private static final int LEAST = 20;

  private static final Map<String, Path> TESTS = new TreeMap<>();
  private static final Map<String, Path> TABLES = new TreeMap<>();
  private static String page = "";

  @BeforeAll
  static void read() throws IOException {
    Path root = Repository.here().root();
    page = Files.readString(root.resolve("docs/failures.md"));
    index(root, TESTS);
    index(root.resolve("store/src/main"), TABLES);
  }

  @Test
  void everyTestThatItNamesIsThere() throws IOException {
    List<MatchResult> named = TEST.matcher(page).results().toList();
    assertThat(named).hasSizeGreaterThan(LEAST);
    for (MatchResult test : named) {
      String method = test.group(2) == null ? "class " + test.group(1)
          : "void " + test.group(2) + "(";
      assertThat(source(TESTS, test.group(1))).as(test.group()).contains(method);
    }
  }

  @Test
  void everyRowThatItNamesIsThere() throws IOException {
    List<MatchResult> named = ROW.matcher(page).results().toList();
    assertThat(named).hasSizeGreaterThan(LEAST);
    for (MatchResult row : named) {
      assertThat(source(TABLES, row.group(1))).as(row.group())
          .containsPattern("[.]rule *[(]\"" + row.group(2) + "\"");
    }
  }

  private static void index(Path folder, Map<String, Path> types) throws IOException {
    try (var files = Files.walk(folder)) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(file ->
          types.put(String.valueOf(file.getFileName()).replace(".java", ""), file));
    }
  }

  private static String source(Map<String, Path> types, String type) throws IOException {
    assertThat(types).containsKey(type);
    return Files.readString(types.getOrDefault(type, Path.of("")));
  }
}
