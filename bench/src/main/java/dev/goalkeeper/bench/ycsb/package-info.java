/// The Yahoo! Cloud Serving Benchmark: the workloads and distributions of Cooper et al.,
/// "Benchmarking Cloud Serving Systems with YCSB" (SoCC 2010), with a generator of our own.
///
/// **Owns** nothing of the store: it uses its public client alone ([dev.goalkeeper.store.client]:
/// `Store` and `AsyncTable`), as any program may. [Session] is what YCSB calls a binding. Another
/// one, a subclass of its `DB`, would call:
///
/// | YCSB | here |
/// |---|---|
/// | `init()`, `cleanup()` | `Store.connect("host:port,...")`, `close()`; one `Store` for all threads |
/// | `read(table, key, fields, result)` | `store.table(table).read(key)`: `Value` is OK, `Absent` is NOT_FOUND |
/// | `insert`, `update(table, key, values)` | `write(key, value)`: `Written` is OK; the fields are one value, put together by the binding. An update of some fields is a `read` and a `write` with `Condition.version` |
/// | `delete(table, key)` | `remove(key)`: `Removed` is OK, `Absent` is NOT_FOUND |
/// | `scan(table, startkey, count, fields, result)` | `scan()`, or `async().scan(cursor)`: by hashes, not by keys (see [Session]) |
/// | `batchInsert` | `multiWrite(objects)` |
///
/// `Refused` and `NotDone` are ERROR, or SERVICE_UNAVAILABLE for `BUSY`; `Unknown` is UNEXPECTED_STATE
/// unless `store.retry` settles it.
///
/// **Invariants.** What is read is what was written: a value has its record's number and a checksum
/// ([Records]), and a record below [KeySpace]'s bound is there. Anything else is counted as wrong.
///
/// Start with [CoreWorkload], then [Choice], then [Loop].
@NullMarked
package dev.goalkeeper.bench.ycsb;

import org.jspecify.annotations.NullMarked;
