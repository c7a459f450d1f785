/// The public client of the store.
@NullMarked
package dev.goalkeeper.store.client;

import org.jspecify.annotations.NullMarked;
