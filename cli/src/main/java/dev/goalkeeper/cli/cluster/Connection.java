package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client that outlives the command that uses it, for who runs one after the other: connections
/// stay, and so does what is known of tables. It is made when the first one needs it.
public final class Connection implements AutoCloseable {
  private List<Address> at = List.of();
  private @Nullable StoreClient client;

  /// The client of that cluster; whoever is given it may close it, and it stays. The one of another
  /// cluster ends.
  StoreClient to(List<Address> coordinators) {
    StoreClient known = client;
    if (known == null || !at.equals(coordinators)) {
      close();
      known = StoreClient.connect(ClientOptions.of(coordinators));
      client = known;
      at = coordinators;
    }
    return known.lent();
  }

  @Override
  public void close() {
    StoreClient known = client;
    client = null;
    if (known != null) {
      known.close();
    }
  }
}
