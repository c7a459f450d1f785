package dev.goalkeeper.zookeeper;

import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once that ZooKeeper cannot be reached, and once that it can again.
final class Connection implements ConnectionStateListener {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final String servers;
  private boolean complained;

  Connection(String servers) {
    this.servers = servers;
  }

  @Override
  public void stateChanged(CuratorFramework client, ConnectionState state) {
    switch (state) {
      case CONNECTED, RECONNECTED -> works();
      case SUSPENDED, LOST -> fails();
      case READ_ONLY -> { }
    }
  }

  /// It did not answer.
  void fails() {
    if (!complained) {
      LOG.warn(
          "ZooKeeper at {} does not answer: nothing is decided until it does; trying", servers);
    }
    complained = true;
  }

  private void works() {
    if (complained) {
      LOG.info("ZooKeeper at {} answers again", servers);
    }
    complained = false;
  }
}
