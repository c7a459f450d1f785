/// Tests for tasks: their tables row by row, and many seeds.
module dev.goalkeeper.testkit {
  requires transitive dev.goalkeeper.pools;
  requires static org.jspecify;
  requires static transitive org.junit.jupiter.api;

  exports dev.goalkeeper.testkit;
}
