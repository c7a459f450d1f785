/// Libraries that do what rules do in another way, to be measured beside them; found as services.
///
/// **Owns** what Pekko and Spring Statemachine need of it. A module of its own, since nobody else
/// needs their libraries: built with `-Ppeers`, by `./goalkeeper bench rules --full`.
@NullMarked
package dev.goalkeeper.peers;

import org.jspecify.annotations.NullMarked;
