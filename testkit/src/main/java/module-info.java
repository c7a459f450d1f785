/// Tests for tasks: manual time, seeded worlds, checks over every order.
module dev.goalkeeper.testkit {
  requires transitive dev.goalkeeper.pools;
  requires static transitive org.jspecify;

  exports dev.goalkeeper.testkit;
}
