/// The durable record of what the coordinator decided: who has enlisted, who was given up, which
/// epoch a master's log has, who owns which tablet.
///
/// **Owns** nothing in memory: a [MetadataStore] is a door to a service that outlives coordinators
/// (ZooKeeper), and elects the one that leads.
///
/// **Invariants**
/// - A write takes effect only while its term is the last one that was elected.
/// - A write takes effect once, however often it is sent.
/// - Who is elected reads everything that was, and will ever be, written in earlier terms.
///
/// Start with [MetadataStore]; [Records] has its rules in memory.
@NullMarked
package dev.goalkeeper.store.metadata;

import org.jspecify.annotations.NullMarked;
