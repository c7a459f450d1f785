package dev.goalkeeper.zookeeper;

import dev.goalkeeper.store.wire.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// ZooKeepers that keep one record together, each in the process of a coordinator. More than half
/// of them have to be up, so there are three, or five.
///
/// @param members where each is found by clients; the port after it, and the one after that, are
///     for the members among themselves
public record Ensemble(List<Address> members) {
  /// Ports of each member, from the one for clients on.
  public static final int PORTS = 3;

  private static final int MEMBERS_MIN = 3;
  private static final int MEMBERS_MAX = 7;
  private static final int PORT_MAX = 65_535;

  /// Below those that the system gives to whoever asks for any.
  private static final int FIRST_LOCAL_PORT = 15_000;

  private static final int LAST_LOCAL_PORT = 32_000;

  /// Processes that look at the same time begin at different ports.
  private static final int LOCAL_PROCESSES = 4_000;

  /// Checks the bounds.
  public Ensemble {
    members = List.copyOf(members);
    int count = members.size();
    require(count >= MEMBERS_MIN && count <= MEMBERS_MAX && count % 2 == 1,
        "an ensemble has 3, 5 or 7 members, not " + count);
    require(members.stream().distinct().count() == count, "a member is named twice: " + members);
    for (Address member : members) {
      require(member.port() > 0 && member.port() + PORTS - 1 <= PORT_MAX,
          "no room for " + PORTS + " ports from that of " + member + " on");
    }
  }

  /// Members on this machine, on ports that are free now: for demonstrations and tests.
  public static Ensemble local(int members) {
    var found = new ArrayList<Address>();
    int first = FIRST_LOCAL_PORT
        + PORTS * (int) (ProcessHandle.current().pid() % LOCAL_PROCESSES);
    for (int port = first; found.size() < members; port += PORTS) {
      require(port < LAST_LOCAL_PORT, "no free ports from " + first + " on");
      if (free(port)) {
        found.add(new Address("127.0.0.1", port));
      }
    }
    return new Ensemble(found);
  }

  /// What clients are told.
  public String servers() {
    return members.stream().map(Address::toString).collect(Collectors.joining(","));
  }

  /// The member of that number, from 1 on.
  Address member(int number) {
    require(number >= 1 && number <= members.size(),
        "member " + number + " of an ensemble of " + members.size());
    return members.get(number - 1);
  }

  private static boolean free(int first) {
    for (int port = first; port < first + PORTS; port++) {
      try (var bound = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        bound.setReuseAddress(true);
      } catch (IOException inUse) {
        return false;
      }
    }
    return true;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
