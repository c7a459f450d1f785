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
public record Enlist(
    String cluster, Address address, String domain, long memoryBytes, ServerId formerSelf)
    implements Request.ToCoordinator {

  public Enlist {
    requireName("cluster", cluster);
    requireLabel("failure domain", domain);
    requireNotNegative("memory bytes", memoryBytes);
  }
}
