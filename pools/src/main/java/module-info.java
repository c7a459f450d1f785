/// Rules, tasks and pools: distributed, concurrent, fault-tolerant code as tables of rules.
module dev.goalkeeper.pools {
  requires static org.jspecify;

  exports dev.goalkeeper.pools;
}
