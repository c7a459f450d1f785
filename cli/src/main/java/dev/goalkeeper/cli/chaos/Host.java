package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.store.wire.Address;
import java.util.List;

/// A place in a [Network] for one process at a time.
sealed interface Host permits Namespaces.Namespace, Proxies.Proxied {
  /// What a process's command line has to begin with to run here.
  List<String> launcher();

  /// Options that make a process listen where it can be found.
  List<String> listening();

  /// A process that listens there has started here.
  void listens(Address there);

  /// Where others reach whatever runs here.
  Address address();

  /// By which addresses a process here reaches those that are found at others.
  List<Address> reaching(List<Address> others);

  /// Nothing that is sent to this host arrives, or nothing that it sends, or neither. Open
  /// connections stay, and what was held up may arrive later.
  void cutOff(boolean inbound, boolean outbound);

  /// Everything arrives again.
  void reconnect();

  /// All connections break. New ones can be made now, or once it is reconnected.
  void disconnect();
}
