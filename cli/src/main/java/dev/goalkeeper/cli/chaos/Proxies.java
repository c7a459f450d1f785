package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.zookeeper.Ensemble;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All machines are this one, and a [Proxy] stands before each process, and before each other that
/// a process was told of by us. It needs no rights.
///
/// A proxy does not know who connects to it. So a host is cut off from all others or from none, and
/// what its process asks of those of which it heard from others passes.
final class Proxies implements Network {
  private final String lacking;
  private final List<Proxied> hosts = new ArrayList<>();

  /// @param lacking why it is not something better
  Proxies(String lacking) {
    this.lacking = lacking;
  }

  @Override
  public String told() {
    return "TCP proxies" + (lacking.isEmpty() ? "" : ", since " + lacking);
  }

  @Override
  public Host host(String name) {
    var host = new Proxied();
    hosts.add(host);
    return host;
  }

  @Override
  public Ensemble ensemble(int coordinators) {
    return Ensemble.local(coordinators);
  }

  @Override
  public boolean severs() {
    return false;
  }

  @Override
  public void sever(Host from, Host to) {
    throw new IllegalStateException("a proxy does not know who sends");
  }

  @Override
  public void mend() {
    hosts.forEach(Proxied::reconnect);
  }

  @Override
  public void close() {
    hosts.forEach(Proxied::close);
  }

  /// One process, and the proxies that are its network.
  static final class Proxied implements Host {
    private final Proxy door = Proxy.start();
    private final Map<Address, Proxy> ways = new LinkedHashMap<>();

    @Override
    public List<String> launcher() {
      return List.of();
    }

    @Override
    public List<String> listening() {
      return List.of("--port=0");
    }

    @Override
    public void listens(Address there) {
      door.leadTo(there);
    }

    @Override
    public Address address() {
      return door.address();
    }

    @Override
    public List<Address> reaching(List<Address> others) {
      return others.stream().map(other -> ways.computeIfAbsent(other, Proxied::way).address())
          .toList();
    }

    @Override
    public void cutOff(boolean inbound, boolean outbound) {
      door.hold(inbound, outbound);
      ways.values().forEach(way -> way.hold(inbound && outbound, inbound && outbound));
    }

    @Override
    public void reconnect() {
      door.carry();
      ways.values().forEach(Proxy::carry);
    }

    @Override
    public void disconnect() {
      door.reset();
      ways.values().forEach(Proxy::reset);
    }

    private static Proxy way(Address other) {
      Proxy way = Proxy.start();
      way.leadTo(other);
      return way;
    }

    private void close() {
      door.close();
      ways.values().forEach(Proxy::close);
    }
  }
}
