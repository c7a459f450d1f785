/// Reads replica frames without any server, and says what they prove.
@NullMarked
package dev.goalkeeper.store.fsck;

import org.jspecify.annotations.NullMarked;
