/// The Yahoo! Cloud Serving Benchmark: the workloads and distributions of Cooper et al.,
/// "Benchmarking Cloud Serving Systems with YCSB" (SoCC 2010), with a generator of our own.
///
/// **Owns** nothing of the store: it uses its public client alone (`Store` and `AsyncTable` of
/// [dev.goalkeeper.store.client]), as any program may. [Session] is what YCSB calls a binding;
/// docs/ycsb.md says what one written for YCSB itself would call.
///
/// **Invariants.** What is read is what was written: a value has its record's number and a checksum
/// ([Records]), and a record below [KeySpace]'s bound is there. Anything else is counted as wrong.
///
/// Start with [CoreWorkload], then [Choice], then [Loop].
@NullMarked
package dev.goalkeeper.bench.ycsb;

import org.jspecify.annotations.NullMarked;
