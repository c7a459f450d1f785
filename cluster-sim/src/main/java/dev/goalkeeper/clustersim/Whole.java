package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.wire.Address;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Whether a server has nothing to do still, by its own words; and what it has, if it has.
///
/// One look at its status answers all of it: making it is much of what a look costs.
final class Whole {
  private static final Map<String, Pattern> SAID = said();

  private final Address server;
  private String lacking = "the newest list is";

  Whole(Address server) {
    this.server = server;
  }

  private static Map<String, Pattern> said() {
    var said = new LinkedHashMap<String, Pattern>();
    said.put("every segment is whole", Pattern.compile("\"under_replicated\":0,"));
    said.put("what was cleaned is free", Pattern.compile("\"segments_retired\":[01],"));
    said.put("nothing that was dropped is left", Pattern.compile("\"leaving\":0,"));
    said.put("no log of the dead is kept", Pattern.compile("\"garbage\":0,"));
    return said;
  }

  /// @param version of the newest list
  /// @param status its words
  boolean isSaid(long version, String status) {
    lacking = status.contains("\"list_version\":" + version + ",") ? SAID.entrySet().stream()
        .filter(fact -> !fact.getValue().matcher(status).find())
        .map(Map.Entry::getKey).findFirst().orElse("") : "the newest list is";
    return lacking.isEmpty();
  }

  /// What is waited for.
  @Override
  public String toString() {
    return (lacking.isEmpty() ? "all is whole" : lacking) + " on " + server;
  }
}
