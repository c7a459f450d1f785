/// Enlistment, tables, and the word on who is up.
@NullMarked
package dev.goalkeeper.store.coordinator;

import org.jspecify.annotations.NullMarked;
