package dev.goalkeeper.zookeeper;

import org.apache.curator.utils.PathUtils;

/// Where a cluster's nodes are.
///
/// @param root of them all
record Tree(String root) {
  private static final String ALL = "/goalkeeper";

  /// @throws IllegalArgumentException if no node can have the cluster's name
  static Tree of(String cluster) {
    if (cluster.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "a cluster's name has no slash in ZooKeeper: '" + cluster + "'");
    }
    return new Tree(PathUtils.validatePath(ALL + "/" + cluster));
  }

  static String all() {
    return ALL;
  }

  String format() {
    return root + "/format";
  }

  String term() {
    return root + "/term";
  }

  String writes() {
    return root + "/writes";
  }

  String candidates() {
    return root + "/candidates";
  }

  String records() {
    return root + "/records";
  }

  /// Records are next to each other: one request lists them all, and a key may begin with another.
  String record(String key) {
    return records() + "/" + key.replace('/', ':');
  }

  static String key(String node) {
    return node.replace(':', '/');
  }
}
