/// Segments and their replicas: the paper's Figure 2.
@NullMarked
package dev.goalkeeper.store.replication;

import org.jspecify.annotations.NullMarked;
