/// Pools in Micrometer.
module dev.goalkeeper.micrometer {
  requires transitive dev.goalkeeper.pools;
  requires transitive micrometer.core;
  requires static org.jspecify;

  exports dev.goalkeeper.micrometer;
}
