/// Rules, tasks and pools.
@NullMarked
package dev.goalkeeper.pools;

import org.jspecify.annotations.NullMarked;
