/// Pools in Micrometer.
module dev.goalkeeper.micrometer {
  requires transitive dev.goalkeeper.pools;
  requires transitive micrometer.core;

  exports dev.goalkeeper.micrometer;
}
