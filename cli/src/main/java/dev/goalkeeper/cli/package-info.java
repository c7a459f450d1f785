/// The `goalkeeper` command.
@NullMarked
package dev.goalkeeper.cli;

import org.jspecify.annotations.NullMarked;
