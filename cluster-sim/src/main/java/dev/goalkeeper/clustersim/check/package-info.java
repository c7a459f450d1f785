/// The store's replication under the exhaustive checker: the tasks that run live, before backups
/// and a coordinator that are nothing but what they hold.
///
/// Start with [ReplicationCheck], which says what is explored; [ModelCluster] is one set-up of it,
/// [ModelDisk] a backup, [ModelRecovery] what must always hold.
@NullMarked
package dev.goalkeeper.clustersim.check;

import org.jspecify.annotations.NullMarked;
