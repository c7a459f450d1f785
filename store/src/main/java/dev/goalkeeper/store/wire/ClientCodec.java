package dev.goalkeeper.store.wire;

import io.netty.buffer.ByteBuf;
import java.util.List;

/// Bodies about clients' leases.
final class ClientCodec {
  private ClientCodec() {}

  static void write(ClientLeased leased, ByteBuf out) {
    out.writeLong(leased.client());
    out.writeInt(leased.millis());
  }

  static ClientLeased readClientLeased(ByteBuf in) {
    return new ClientLeased(FieldReader.int64(in), FieldReader.int32(in));
  }

  static void writeClients(List<Long> clients, ByteBuf out) {
    FieldWriter.list(out, clients, ByteBuf::writeLong);
  }

  static List<Long> readClients(ByteBuf in) {
    return FieldReader.list(in, Limits.CLIENTS_MAX, Long.BYTES, FieldReader::int64);
  }
}
