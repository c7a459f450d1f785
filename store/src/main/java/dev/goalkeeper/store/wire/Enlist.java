package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireLabel;
import static dev.goalkeeper.store.wire.Limits.requireName;
import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// A server joins the cluster.
///
/// @param cluster its name, which is also on the server's disk
/// @param address where the server listens
/// @param domain the label of its failure domain, or empty for none
/// @param memoryBytes that it has for the log of its tablets
/// @param formerSelf the id under which its disk was written, or [ServerId#NONE]; the coordinator
///     gives that life up before it lists the new one
/// @param start tells this start of the process from every other one at the address: who asks again
///     because it heard nothing is given the id that it has; 0 if nothing tells it
public record Enlist(String cluster, Address address, String domain, long memoryBytes,
    ServerId formerSelf, long start)
    implements Request.ToCoordinator {

  public Enlist {
    requireName("cluster", cluster);
    requireLabel("failure domain", domain);
    requireNotNegative("memory bytes", memoryBytes);
  }

  /// One that is given a new id each time.
  public Enlist(String cluster, Address address, String domain, long memoryBytes,
      ServerId formerSelf) {
    this(cluster, address, domain, memoryBytes, formerSelf, 0);
  }
}
