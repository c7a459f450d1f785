package dev.goalkeeper.store.master;

import dev.goalkeeper.store.wire.Tablet;

/// A tablet of this master. Tablets that were one have their objects together.
///
/// @param table its name, for people
/// @param frozenFor the move for which it is served no more, or 0
record OwnedTablet(Tablet tablet, String table, TabletObjects objects, long frozenFor) {
  /// Nobody serves it until it is decided whose it is.
  OwnedTablet frozenFor(long move) {
    return new OwnedTablet(tablet, table, objects, move);
  }

  /// It is served, in that tenure.
  OwnedTablet in(long tenure) {
    return new OwnedTablet(new Tablet(tablet.table(), tablet.firstHash(), tablet.lastHash(),
        tablet.owner(), tablet.address(), tenure), table, objects, 0);
  }

  /// Whether nobody serves it.
  boolean frozen() {
    return frozenFor != 0;
  }

  /// Whether it can be given away by that move.
  boolean mayGoBy(long move) {
    return frozenFor == 0 || frozenFor == move;
  }

  /// A part of it.
  OwnedTablet within(long firstHash, long lastHash) {
    return new OwnedTablet(tablet.within(firstHash, lastHash), table, objects, frozenFor);
  }
}
