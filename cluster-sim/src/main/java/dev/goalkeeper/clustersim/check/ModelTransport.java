package dev.goalkeeper.clustersim.check;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;

/// The master's way to everybody: what becomes of a call is for the checker to choose.
record ModelTransport(ModelCluster cluster) implements Transport {
  @Override
  public void call(Address to, Envelope envelope, Message request,
      Completion<? super Message> completion, long token) {
    cluster.called(to, request, completion, token);
  }

  @Override
  public void forget(Address to) {
    cluster.forgotten(to);
  }

  @Override
  public void close() {}
}
