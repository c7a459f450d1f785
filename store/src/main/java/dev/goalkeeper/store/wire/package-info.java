/// Every message of the system, and the identities that they carry. Start here.
@NullMarked
package dev.goalkeeper.store.wire;

import org.jspecify.annotations.NullMarked;
