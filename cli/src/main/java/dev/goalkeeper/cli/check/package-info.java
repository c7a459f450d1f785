/// `check` and `example`: models explored exhaustively, and the tour of small ones.
///
/// **What it owns.** The words around the library's checker; the models are the store's and the
/// examples' own.
@NullMarked
package dev.goalkeeper.cli.check;

import org.jspecify.annotations.NullMarked;
