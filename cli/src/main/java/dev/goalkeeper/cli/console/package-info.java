/// What all commands share: what people and programs read and write.
///
/// **What it owns.** [Outlet] and [Terminal] say things, [Json] says them to programs, [Failed] and
/// [BadInput] end a command with one line and a [Status]. It knows no other package of the command.
@NullMarked
package dev.goalkeeper.cli.console;

import org.jspecify.annotations.NullMarked;
