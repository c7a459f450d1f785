/// Who belongs to the cluster and who is up, as level state.
@NullMarked
package dev.goalkeeper.store.membership;

import org.jspecify.annotations.NullMarked;
