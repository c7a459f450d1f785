package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.store.wire.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// Stands between a process and those who connect to it, and can be made to carry nothing, in one
/// direction or both, while connections stay open: what a broken network looks like to either end.
/// Once it carries again, what was held arrives late, as after a healed network.
///
/// It needs no rights and works wherever sockets do. Threads: any.
final class Proxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int CONNECT_MILLIS = 1_000;
  private static final int BACKLOG = 128;

  private final ServerSocket listener;
  private final List<Socket> sockets = new ArrayList<>();
  private final Gate there = new Gate();
  private final Gate back = new Gate();
  private Address target = new Address("127.0.0.1", 0);

  /// Whether bytes pass.
  private static final class Gate {
    private boolean shut;

    synchronized void shut(boolean now) {
      shut = now;
      notifyAll();
    }

    synchronized void pass() throws InterruptedException {
      while (shut) {
        wait();
      }
    }
  }

  private Proxy(ServerSocket listener) {
    this.listener = listener;
  }

  /// Begins to listen, for a target that is not known yet.
  static Proxy start() {
    try {
      var proxy = new Proxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().name("proxy").start(proxy::accept);
      return proxy;
    } catch (IOException failed) {
      throw new Failed("no proxy can listen: " + failed.getMessage());
    }
  }

  /// Where it listens.
  Address address() {
    return new Address("127.0.0.1", listener.getLocalPort());
  }

  /// New connections lead there.
  synchronized void leadTo(Address process) {
    target = process;
  }

  /// Carries nothing to the process, or nothing from it, or neither, until [#carry].
  void hold(boolean requests, boolean answers) {
    there.shut(requests);
    back.shut(answers);
  }

  /// Carries everything.
  void carry() {
    hold(false, false);
  }

  /// Breaks all connections.
  void reset() {
    List<Socket> all;
    synchronized (this) {
      all = List.copyOf(sockets);
      sockets.clear();
    }
    all.forEach(Proxy::quietly);
  }

  @Override
  public void close() {
    quietly(listener);
    carry();
    reset();
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket client = listener.accept();
        Thread.ofVirtual().name("proxy connection").start(() -> connect(client));
      }
    } catch (IOException closed) {
      quietly(listener);
    }
  }

  private void connect(Socket client) {
    var process = new Socket();
    try {
      Address to = keep(client, process);
      there.pass();
      process.connect(new InetSocketAddress(to.host(), to.port()), CONNECT_MILLIS);
      process.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      Thread.ofVirtual().name("proxy back").start(() -> pump(process, client, back));
      pump(client, process, there);
    } catch (IOException refused) {
      quietly(client);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Address keep(Socket client, Socket process) {
    sockets.removeIf(Socket::isClosed);
    sockets.add(client);
    sockets.add(process);
    return target;
  }

  private void pump(Socket from, Socket to, Gate gate) {
    var buffer = new byte[BUFFER_BYTES];
    try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        gate.pass();
        out.write(buffer, 0, read);
      }
    } catch (IOException gone) {
      quietly(to);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    quietly(from);
    quietly(to);
  }

  private static void quietly(AutoCloseable closed) {
    try {
      closed.close();
    } catch (Exception broken) { // it is on its way out, however it goes
      Thread.currentThread().setName("proxy, broken: " + broken.getMessage());
    }
  }
}
