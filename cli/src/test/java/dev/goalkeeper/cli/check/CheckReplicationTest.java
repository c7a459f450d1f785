package dev.goalkeeper.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Status;
import org.junit.jupiter.api.Test;

class CheckReplicationTest {
  private static final String[] SMALL = {
    "check", "replication", "--backups=3", "--segments=1", "--crashes=0", "--lost=0", "--late=0",
    "--reply-lost=0", "--json"
  };

  @Test
  void smallModelIsCompleteAndSaysWhatItIs() {
    Ran ran = Ran.goalkeeper(SMALL);

    assertThat(ran.status()).as(ran.err()).isZero();
    Json report = Json.parse(ran.out());
    assertThat(report.at("verdict").text()).isEqualTo("COMPLETE");
    assertThat(report.at("states").number()).isPositive();
    assertThat(report.at("model").text()).contains("a master and 3 backups, R = 2, 1 segments");
    assertThat(report.has("states_per_second")).isTrue();
  }

  @Test
  void largeModelIsCappedByTheTimeThatItWasGiven() {
    Ran ran = Ran.goalkeeper("check", "replication", "--seconds=1");

    assertThat(ran.status()).isEqualTo(Status.FAILED);
    assertThat(ran.out()).contains("a master and 4 backups, R = 2, 2 segments; at most 2 crashes",
        "CAPPED by the time that it was given", " states, ");
  }

  @Test
  void badInputIsNamed() {
    refused("--seconds 0: must be 1 or more", "check", "replication", "--seconds=0");
    refused("1 or more replicas", "check", "replication", "--replicas=5");
    refused("a schedule looks like 0-3-1.2", "check", "replication", "--replay=left");
  }

  private static void refused(String why, String... arguments) {
    Ran ran = Ran.goalkeeper(arguments);
    assertThat(ran.status()).isEqualTo(Status.BAD_INPUT);
    assertThat(ran.errorLines()).singleElement().asString().contains(why);
  }
}
