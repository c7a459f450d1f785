package dev.goalkeeper.zookeeper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A way to ZooKeeper on which answers can be lost, and which can be closed.
final class Detour implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile boolean deaf;
  private volatile boolean closed;

  /// @param target a port on this machine
  Detour(int target) {
    this.target = target;
    try {
      door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return door.getInetAddress().getHostAddress() + ":" + door.getLocalPort();
  }

  /// What is answered from now on does not arrive.
  void loseAnswers() {
    deaf = true;
  }

  /// Breaks all connections; new ones work.
  void heal() {
    cut();
    deaf = false;
  }

  /// Breaks all connections, and refuses new ones until it is opened.
  void block() {
    closed = true;
    cut();
  }

  void unblock() {
    closed = false;
  }

  @Override
  public void close() {
    quietly(door);
    cut();
  }

  private void cut() {
    open.forEach(Detour::quietly);
    open.clear();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (closed) {
          quietly(client);
        } else {
          join(client, new Socket(InetAddress.getLoopbackAddress(), target));
        }
      } catch (IOException refused) {
        cut();
      }
    }
  }

  private void join(Socket client, Socket server) {
    open.add(client);
    open.add(server);
    Thread.ofVirtual().start(() -> pump(client, server, false));
    Thread.ofVirtual().start(() -> pump(server, client, true));
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] bytes = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        if (!(answers && deaf)) {
          out.write(bytes, 0, read);
        }
      }
    } catch (IOException broken) {
      quietly(to);
    }
    quietly(to);
  }

  private static void quietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception gone) {
      throw new IllegalStateException(gone);
    }
  }
}
