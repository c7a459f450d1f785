/// Keeps the replicas of other masters.
@NullMarked
package dev.goalkeeper.store.backup;

import org.jspecify.annotations.NullMarked;
