package dev.goalkeeper.store.master;

import dev.goalkeeper.store.wire.Tablet;

/// A tablet in service.
///
/// @param table its name, for people
record OwnedTablet(Tablet tablet, String table, TabletObjects objects) {}
