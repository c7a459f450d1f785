/// Pools in the flight recorder of the JDK.
module dev.goalkeeper.jfr {
  requires transitive dev.goalkeeper.pools;
  requires jdk.jfr;
  requires static org.jspecify;

  exports dev.goalkeeper.jfr;
}
