/// Replica frames on disk, behind a small seam.
@NullMarked
package dev.goalkeeper.store.storage;

import org.jspecify.annotations.NullMarked;
