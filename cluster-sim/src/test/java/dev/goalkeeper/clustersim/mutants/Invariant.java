package dev.goalkeeper.clustersim.mutants;

import java.util.regex.Pattern;

/// What the simulation watches over, and how it objects.
enum Invariant {
  I1("I1", "I1 is broken"),
  I2("I2", "I2 is broken"),
  I3("I3", "I3 is broken"),
  ACKNOWLEDGED("acknowledged means certified on R backups",
      "acknowledged .* with \\d+ replicas"),
  RECOVERY("a recovery finds all that is acknowledged",
      "(short|stale|no) head: |incomplete: "),
  ZOMBIE("a zombie completes no write", "zombie: "),
  TRUE_BYTES("certified means what the master wrote", "certifies bytes .* never wrote"),
  ELSEWHERE("R replicas on R other servers", "live replicas with its \\d+ acknowledged"),
  KNOWN("no replica that its master does not know", "which its master knows nothing of"),
  STALE("once another serves a key, nobody tells what is there", "stale: "),
  ONCE("a mutation takes effect once, and its answer is found out", "took effect once|"
      + "what came of it is known, and the lease has ended"),
  LET_GO("what is kept for dead clients is let go", "nothing is kept for dead clients|"
      + "what came of it is known, and the lease has ended"),
  DROPPED("nothing is read of a dropped table, and nothing is left of it",
      "dropped is |was dropped is left on"),
  DRAINED("a drained server is empty, and stays so", "drained is "),
  HISTORY("every answer fits the history of its key",
      "key .*: (is .* where only|version|removed version)|no store answers like that"),
  SENT_ONCE("a write that may have arrived is sent again under its number alone",
      "may have arrived: "),
  HEALTHY("a healthy server is not given up",
      "these ended by themselves|the servers are up, and no others|whose master lives"),
  GIVEN_UP("who was given up ends by itself", "has found out by itself|ends by itself$|has ended$"),
  SOON("who is stopped is given up soon", "was not noticed within"),
  SERVED("what a dead master held is served by others",
      "is not served|others' now|others serve what it had|a table on the dead|"
          + "every operation ended"),
  DONE("what the coordinator is asked for is done, and its tables are told",
      "table (is|.* is) made: |no table is made|table is dropped: |not a drop|the tablet goes to |"
          + "the table is another one|nothing is done: |no tablet is on its way|"
          + "memory is written over|the spare has served|who was misled ends"),
  RECORDED("what anybody is told is in the record",
      "told, and not in the record|the record of the dead|write \\d+ follows write"),
  FOLLOWED("a server follows one coordinator, the newest", "obeyed after the coordinator"),
  LED("after a coordinator another one leads", "the servers are known again"),
  ENDED("who is deposed ends", "former coordinators end"),
  NOTICED("the dead are listed as dead",
      "s\\d+\\.\\d+ is given up|the servers are up, and no others"),
  BELIEVED("a replica is as far as its master believes", "and its master believes Progress"),
  FOUND("what is acknowledged is on the disks", "acknowledged objects are lost|disks hold"),
  COPIES("what is acknowledged is there often enough",
      "acknowledged objects have too few copies"),
  WHOLE_LOG("a log with anything acknowledged is complete",
      "a log with acknowledged objects is incomplete"),
  TOLD("damage is told", "a damaged replica is passed over"),
  USABLE("a disk without damage is taken",
      "a disk without damage is refused|superblock.gk does not verify|and no superblock.gk"),
  IN_USE("nothing is freed that is in use",
      "bytes of objects that are in use|segment \\d+ is not in the log"),
  NEWEST("what is moved is what its index has", "no entry of the index lies there"),
  ROOM("there is room for a write unless memory is full of objects", "Refused\\[reason=NO_SPACE"),
  FULL("what could not be recovered is refused", "so much is there no room for"),
  WOKEN("no task sleeps through a change", "missed wake-up: "),
  HEALED("all goals are reached in time", "not healed after");

  private final String words;
  private final Pattern complaint;

  Invariant(String words, String complaint) {
    this.words = words;
    this.complaint = Pattern.compile(complaint);
  }

  /// As the docs name it.
  String words() {
    return words;
  }

  /// True if the complaint is about this one. Its first line says it; the rest is what was seen.
  boolean speaksIn(String text) {
    return text.lines().limit(1).anyMatch(line -> complaint.matcher(line).find());
  }
}
