package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.ServerId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which server has which tablets, and how many objects are in them, as the servers say.
final class Spread {
  private static final int HEX = 16;

  private Spread() {}

  /// Of all servers that may have tablets: those that are up and are not drained.
  ///
  /// @throws Failed if one of them does not say
  static Map<ServerId, List<Balance.Part>> of(StoreClient client, List<Address> coordinators) {
    if (!(client.membership() instanceof Outcome.Listed(Membership list))) {
      throw new Failed("the coordinator has not told which servers there are");
    }
    Set<String> drained = drained(client, coordinators);
    Map<ServerId, List<Balance.Part>> now = new TreeMap<>();
    list.members().stream().filter(Member::up)
        .filter(member -> !drained.contains(member.id().toString()))
        .forEach(member -> now.put(member.id(), parts(status(client, member.address()))));
    return now;
  }

  private static Set<String> drained(StoreClient client, List<Address> coordinators) {
    for (Address coordinator : coordinators) {
      Json status = status(client, coordinator);
      if (status.has("servers")) {
        return status.at("servers").items().stream()
            .filter(server -> server.at("draining").flag())
            .map(server -> server.at("id").text()).collect(Collectors.toSet());
      }
    }
    throw new Failed("no coordinator leads now: try again");
  }

  private static Json status(StoreClient client, Address process) {
    var request = new Inspect(Inspect.Kind.STATUS, "");
    if (client.inspect(process, request) instanceof Outcome.Inspected inspected) {
      return Json.parse(inspected.json().strip());
    }
    throw new Failed(process + " does not say how it stands");
  }

  private static List<Balance.Part> parts(Json status) {
    if (!status.has("tablets")) {
      return List.of();
    }
    return status.at("tablets").items().stream().map(tablet -> new Balance.Part(
        tablet.at("table").text(),
        Long.parseUnsignedLong(tablet.at("first").text(), HEX),
        Long.parseUnsignedLong(tablet.at("last").text(), HEX),
        tablet.at("objects").number())).toList();
  }
}
