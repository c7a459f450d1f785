package dev.goalkeeper.clustersim.check;

import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.WriteReplica;
import dev.goalkeeper.store.wire.WriteReplica.Step;

/// A write to a replica on its way, without its data.
///
/// @param certified bytes that its certificate covers; 0 without one
record Write(
    ServerId backup, ReplicaId replica, Step step, int epoch, int from, int to, int certified) {
  static Write of(ServerId backup, WriteReplica write) {
    return new Write(backup, write.replica(), write.step(), write.epoch(), write.offset(),
        write.end(), write.certificate().length());
  }

  boolean opens() {
    return step == Step.OPEN || step == Step.OPEN_REPLACEMENT;
  }

  boolean closes() {
    return step == Step.CLOSE;
  }

  @Override
  public String toString() {
    return step + " " + replica + " to byte " + to + " at " + backup;
  }
}
