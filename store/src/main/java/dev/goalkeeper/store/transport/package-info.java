/// Messages between processes. Never blocks, never throws; loss is normal.
@NullMarked
package dev.goalkeeper.store.transport;

import org.jspecify.annotations.NullMarked;
