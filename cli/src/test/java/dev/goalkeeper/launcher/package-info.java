/// Tests of the `goalkeeper` script at the root of the repository, in a folder where everything
/// else is fake: [FakeTree] stands for the work tree, its JDK and its Maven. And of the other way
/// in: the README's task in a project of its own, which has nothing but the library's jar.
@NullMarked
package dev.goalkeeper.launcher;

import org.jspecify.annotations.NullMarked;
