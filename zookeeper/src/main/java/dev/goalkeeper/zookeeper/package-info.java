/// The coordinator's durable record in ZooKeeper.
///
/// **Owns** the tree of one cluster, `/goalkeeper/NAME`:
///
/// | node         | its data                        | its version                       |
/// |--------------|---------------------------------|-----------------------------------|
/// | `format`     | format and mode of the cluster  | stays                             |
/// | `term`       | who was elected last            | the term                          |
/// | `writes`     | term and number of the last one | how many writes there have been   |
/// | `records`    | below it the records, by key    | a slash in a key is a colon there |
/// | `candidates` | below it who stands, in order   | they go with their sessions       |
///
/// **Invariants**
/// - Being first among the candidates allows nothing: it only says who rewrites `term` next.
/// - Every write is one transaction that checks the version of `term` and raises that of `writes`
///   by one from the expected number: no other term's takes effect, none does twice.
///
/// Start with [ZooKeeperMetadataStore]; [EmbeddedZooKeeper] is for whoever has no ZooKeeper.
@NullMarked
package dev.goalkeeper.zookeeper;

import org.jspecify.annotations.NullMarked;
