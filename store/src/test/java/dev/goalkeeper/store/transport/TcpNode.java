package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Address;

/// A [TcpTransport] that plays a process. Closing it is all that a death is to others.
record TcpNode(TcpTransport transport, Address address) implements TransportContract.Node {
  /// A free port of this machine, which nobody else can reach.
  static final Address ANYWHERE = new Address("127.0.0.1", 0);

  static TcpNode start(Address at, Receiver receiver) {
    TcpTransport transport = TcpTransport.start("node");
    return new TcpNode(transport, transport.listen(at, receiver));
  }

  @Override
  public Loop loop() {
    return transport.loop();
  }

  @Override
  public void kill() {
    transport.close();
  }
}
