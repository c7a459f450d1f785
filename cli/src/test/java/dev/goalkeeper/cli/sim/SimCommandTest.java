package dev.goalkeeper.cli.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import org.junit.jupiter.api.Test;

class SimCommandTest {
  @Test
  void seedPrintsWhatItDidAndTwiceTheSame() {
    Ran ran = Ran.goalkeeper("sim", "42");
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains(" ms  CRASH: server-", " ms  given up is s",
        " ms  recovered is ", "seed 42: ", "hash ", "Replica ", "faults {");
    assertThat(Ran.goalkeeper("sim", "42").out()).isEqualTo(ran.out());
  }

  @Test
  void rangeOfSeedsIsSummedUp() {
    Ran ran = Ran.goalkeeper("sim", "--seeds", "1..3");
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("3 seeds in ", " 0 failed; ", "Enlistment ")
        .containsPattern("PARTITION=[1-9]");
  }

  @Test
  void rangeOfSeedsIsOneJsonObject() {
    Ran ran = Ran.goalkeeper("sim", "--seeds", "1..20", "--replication", "--json");
    assertThat(ran.status()).isZero();
    Json report = Json.parse(ran.out());
    assertThat(report.at("seeds")).isEqualTo(Json.of(20));
    assertThat(report.at("failed")).isEqualTo(Json.of(0));
    assertThat(ran.out()).contains("\"seeds_per_second\":", "\"events_per_second\":",
        "\"faults\":{\"REQUEST_LOST\":");
  }

  @Test
  void crashAtAPointChangesTheRun() {
    Ran ran = Ran.goalkeeper("sim", "42", "--replication", "--crash", "BEFORE:Replica:R5:3");
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).isNotEqualTo(Ran.goalkeeper("sim", "42", "--replication").out());
  }

  @Test
  void onlyWhatIsNamedHappens() {
    Ran ran = Ran.goalkeeper("sim", "42", "--replication", "--only", "CRASH:1,WRITE:1,WRITE:2");
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("seed 42: ", "REQUEST_LOST=0, REPLY_LOST=0");
  }

  @Test
  void failureHasStatusOneAndTheCommandThatReplaysIt() {
    Ran ran = Ran.goalkeeper("sim", "42", "--replication", "--crash", "AFTER:Replica:R99:1");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .contains("seed 42: nobody comes to after firing 1 of Replica R99")
        .contains("replay: ./goalkeeper sim --replication --crash AFTER:Replica:R99:1 42");
  }

  @Test
  void badInputIsNamed() {
    refused(
        "sim takes one of SEED, --seeds A..B, --nightly, --coverage, --big and --recovery", "sim");
    refused("sim takes one of", "sim", "1", "--coverage");
    refused("--seeds 3..1: must be a range such as 1..1000", "sim", "--seeds", "3..1");
    refused("--crash here: must look like BEFORE:Replica:R5:3", "sim", "1", "--crash", "here");
    refused("--only CRASH: must look like lost:12", "sim", "1", "--only", "CRASH");
    refused("--only and --crash are for two runs", "sim", "1", "--only", "CRASH:1", "--crash",
        "BEFORE:Replica:R5:3");
    refused("--nightly is --seeds", "sim", "--nightly", "--seeds", "1..3");
    refused("--times 0: must be 1 or more", "sim", "--coverage", "--times", "0");
  }

  private static void refused(String why, String... arguments) {
    Ran ran = Ran.goalkeeper(arguments);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.errorLines()).singleElement().asString().contains(why);
  }
}
