package dev.goalkeeper.examples.blocks;

import java.util.Set;

/// Who sees to the copies; told by the farm what becomes of nodes.
interface Master {
  /// A node does not answer any more.
  void died(int node);

  /// A node is there, and says which blocks it has; also when nothing has changed.
  void reported(int node, Set<Integer> blocks);
}
