/// Objects as rows of text files: what `import` reads and `export` writes.
///
/// A row is a key and a value. [RowFormat] says how it looks; [RowReader] goes through a file and
/// tells of each row where it is, also of those that are none. Text is UTF-8; other bytes are
/// marked, so that every object comes back as it went out ([Field]).
@NullMarked
package dev.goalkeeper.cli.rows;

import org.jspecify.annotations.NullMarked;
