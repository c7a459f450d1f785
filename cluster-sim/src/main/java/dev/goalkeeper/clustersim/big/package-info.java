/// Simulations of large clusters: what the small ones prove is asked here for its price.
///
/// [BigCluster] has up to a thousand servers with a thousand segments each, and nothing in them:
/// coordinator, membership, replication and backups as they are in production, over memory and
/// disks that keep no bytes. One server crashes; counted is what the others have to do.
/// [BigRecovery] has whole servers, of which one has data, and messages that cost time.
@NullMarked
package dev.goalkeeper.clustersim.big;

import org.jspecify.annotations.NullMarked;
