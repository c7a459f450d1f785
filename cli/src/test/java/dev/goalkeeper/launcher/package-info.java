/// Tests of the `goalkeeper` script at the root of the repository, in a folder where everything
/// else is fake: [FakeTree] stands for the work tree, its JDK and its Maven.
@NullMarked
package dev.goalkeeper.launcher;

import org.jspecify.annotations.NullMarked;
