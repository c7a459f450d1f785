/// Segments in off-heap memory: entries, digests, the index.
@NullMarked
package dev.goalkeeper.store.log;

import org.jspecify.annotations.NullMarked;
