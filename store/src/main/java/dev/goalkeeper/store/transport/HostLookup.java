package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Address;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/// Finds the numeric address of a host. Names are looked up on a thread of their own, since the
/// system's lookup blocks for as long as it likes; numeric addresses need none.
final class HostLookup {
  private HostLookup() {}

  /// Calls one of the two on the loop's thread; for numeric addresses before it returns.
  static void start(Address address, Loop loop, Consumer<InetSocketAddress> found,
      Runnable unknown) {
    String host = address.host();
    if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
      tell(new InetSocketAddress(host, address.port()), found, unknown);
      return;
    }
    Thread.ofVirtual().name("lookup-" + host).start(() -> {
      InetSocketAddress numeric = new InetSocketAddress(host, address.port());
      loop.execute(() -> tell(numeric, found, unknown));
    });
  }

  private static void tell(InetSocketAddress numeric, Consumer<InetSocketAddress> found,
      Runnable unknown) {
    if (numeric.isUnresolved()) {
      unknown.run();
    } else {
      found.accept(numeric);
    }
  }
}
