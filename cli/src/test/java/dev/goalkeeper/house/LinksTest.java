package dev.goalkeeper.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every link of the docs that stays in the repository leads to something.
class LinksTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<Path> docs = Repository.here().docs();

    assertThat(docs).extracting(doc -> doc.getFileName().toString()).contains("README.md");
    assertThat(dead(docs)).isEmpty();
  }

  @Test
  void seesADeadLinkAmongGoodOnes(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("there.md"));
    Path doc =
        Files.writeString(
            folder.resolve("doc.md"),
            "[a](there.md) [b](there.md#part) [c](https://x.y/z) [d](#here)\n[e](gone.md#part)\n");

    assertThat(dead(List.of(doc)))
        .containsExactly(new Finding(doc.toString(), 2, "leads to nothing: gone.md"));
  }

  private static List<Finding> dead(List<Path> docs) throws IOException {
    var dead = new ArrayList<Finding>();
    for (Path doc : docs) {
      List<String> lines = Files.readAllLines(doc);
      for (int at = 0; at < lines.size(); at++) {
        int line = at + 1;
        targets(lines.get(at)).stream()
            .filter(target -> !Files.exists(doc.resolveSibling(target)))
            .forEach(to -> dead.add(new Finding(doc.toString(), line, "leads to nothing: " + to)));
      }
    }
    return dead;
  }

  private static List<String> targets(String line) {
    return LINK.matcher(line)
        .results()
        .map(link -> link.group(1))
        .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
        .toList();
  }
}
