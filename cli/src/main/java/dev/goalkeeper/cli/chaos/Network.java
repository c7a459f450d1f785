package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.zookeeper.Ensemble;

/// What connects the machines of a [Chaos], and can be broken. Threads: one.
sealed interface Network extends AutoCloseable permits Namespaces, Proxies {
  /// The best that this process has the right to: namespaces, else proxies.
  ///
  /// @param hostsMax that will be asked for
  static Network best(int hostsMax) {
    String lacking = Namespaces.lacking();
    return lacking.isEmpty() ? Namespaces.make(hostsMax) : new Proxies(lacking);
  }

  /// What it is, for people; and if it is not the best, why not.
  String told();

  /// One place more.
  Host host(String name);

  /// Where the ZooKeepers of so many coordinators, the first hosts, find each other.
  Ensemble ensemble(int coordinators);

  /// True if any one host can be cut off from any one other.
  boolean severs();

  /// Nothing that one sends arrives at the other. Open connections stay.
  ///
  /// @throws IllegalStateException if it cannot do so
  void sever(Host from, Host to);

  /// Everything arrives again, everywhere.
  void mend();

  @Override
  void close();
}
