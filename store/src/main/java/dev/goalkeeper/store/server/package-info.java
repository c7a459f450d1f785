/// One process: the wiring diagram as code.
@NullMarked
package dev.goalkeeper.store.server;

import org.jspecify.annotations.NullMarked;
