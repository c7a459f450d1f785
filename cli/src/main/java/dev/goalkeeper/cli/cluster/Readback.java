package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.fsck.Journal;
import dev.goalkeeper.store.wire.Bytes;
import java.util.LinkedHashMap;

/// How the keys of a journal fared when they were read back.
///
/// @param sought keys with at least one acknowledged mutation
/// @param found in the acknowledged state, or a later one
/// @param lost absent, or older than acknowledged
/// @param mismatched in the acknowledged version with other bytes
public record Readback(long sought, long found, long lost, long mismatched) {
  /// How one key fared.
  public enum Finding {
    FOUND, LOST, MISMATCHED;

    /// A later version than the acknowledged one was written and not acknowledged.
    public static Finding of(Journal.Line line, Outcome.OfRead outcome) {
      return switch (outcome) {
        case Outcome.Value(long version, Bytes bytes) -> of(line, version, bytes);
        case Outcome.Absent _ -> line.removed() ? FOUND : LOST;
        case Outcome.Refused _, Outcome.NotDone _, Outcome.Unknown _ -> LOST;
      };
    }

    private static Finding of(Journal.Line line, long version, Bytes bytes) {
      if (version < line.version() || (line.removed() && version == line.version())) {
        return LOST;
      }
      boolean same = version > line.version() || Journal.hashOf(bytes) == line.hash();
      return same ? FOUND : MISMATCHED;
    }
  }

  /// Reads what [#json] wrote.
  public static Readback of(Json json) {
    return new Readback(
        json.at("sought").number(),
        json.at("found").number(),
        json.at("lost").number(),
        json.at("mismatched").number());
  }

  Json json() {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("sought", Json.of(sought));
    fields.put("found", Json.of(found));
    fields.put("lost", Json.of(lost));
    fields.put("mismatched", Json.of(mismatched));
    return new Json.Fields(fields);
  }

  /// Keys that are not as acknowledged.
  public long missing() {
    return sought - found;
  }

  public boolean ok() {
    return missing() == 0;
  }
}
