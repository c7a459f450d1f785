package dev.goalkeeper.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The list of versions names what is published, all of it, and nothing else.
class BomTest {
  private final Repository here = Repository.here();
  private final Pom bom = Pom.read(here.root().resolve("bom"));

  /// A new module is in the list, or says that it is not for others (`maven.deploy.skip`).
  @Test
  void everyPublishedArtifactIsListed() {
    List<String> published =
        here.modulesOfCode().stream().map(Pom::read).filter(Pom::isPublished)
            .map(Pom::artifact).toList();
    assertThat(published).contains("goalkeeper-pools").doesNotContain("goalkeeper-cli");
    assertThat(bom.managed("artifactId")).containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  void allHaveTheVersionOfTheBuild() {
    assertThat(bom.version()).isEqualTo(Pom.read(here.root()).version());
    assertThat(bom.managed("groupId")).containsOnly("dev.goalkeeper");
    assertThat(bom.managed("version"))
        .hasSameSizeAs(bom.managed("artifactId")).containsOnly("${project.version}");
  }

  /// Whoever imports it would get the versions that a parent manages, too.
  @Test
  void itBringsNoOtherVersions() {
    assertThat(bom.hasParent()).isFalse();
  }
}
