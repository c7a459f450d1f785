package dev.goalkeeper.zookeeper;

import static dev.goalkeeper.zookeeper.Zoo.bytes;

import dev.goalkeeper.store.metadata.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.framework.api.transaction.TransactionOp;

/// A term in which this process was elected.
///
/// A node is either made or replaced, so whoever writes has to know which are there. As long as the
/// term lasts nobody else adds or removes one.
final class Reign {
  /// Of a write's operations the one that proves the term.
  static final int PROVES_TERM = 0;

  /// Of a write's operations the one that proves that it did not take effect before.
  static final int PROVES_NUMBER = 1;

  private final Tree tree;
  private final int term;
  private final Set<String> keys;
  private int writes;

  /// @param writes how many there have been
  /// @param keys of the records that there are; this object's from now on
  Reign(Tree tree, int term, int writes, Set<String> keys) {
    this.tree = tree;
    this.term = term;
    this.writes = writes;
    this.keys = keys;
  }

  int term() {
    return term;
  }

  /// The transaction of a write.
  List<CuratorOp> write(TransactionOp make, int number, List<Change> changes) throws Exception {
    var operations = new ArrayList<CuratorOp>();
    operations.add(proof(make));
    operations.add(make.setData().withVersion(number - 1)
        .forPath(tree.writes(), bytes("write " + number + " of term " + term)));
    for (Change change : changes) {
      switch (change) {
        case Change.Put(String key, String value) -> operations.add(put(make, key, bytes(value)));
        case Change.Remove(String key) when keys.contains(key) ->
            operations.add(make.delete().forPath(tree.record(key)));
        case Change.Remove _ -> { }
      }
    }
    return operations;
  }

  /// That this term is the last one.
  CuratorOp proof(TransactionOp make) throws Exception {
    return make.check().withVersion(term).forPath(tree.term());
  }

  /// The write has taken effect. That one which was sent twice has may be heard late, when others
  /// have followed it.
  void written(int number, List<Change> changes) {
    if (number <= writes) {
      return;
    }
    writes = number;
    for (Change change : changes) {
      switch (change) {
        case Change.Put(String key, _) -> keys.add(key);
        case Change.Remove(String key) -> keys.remove(key);
      }
    }
  }

  private CuratorOp put(TransactionOp make, String key, byte[] value) throws Exception {
    return keys.contains(key)
        ? make.setData().forPath(tree.record(key), value)
        : make.create().forPath(tree.record(key), value);
  }
}
