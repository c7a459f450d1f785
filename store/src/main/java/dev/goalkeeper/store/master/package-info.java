/// Client operations on tablets.
@NullMarked
package dev.goalkeeper.store.master;

import org.jspecify.annotations.NullMarked;
