package dev.goalkeeper.store.metadata;

import java.util.SortedMap;

/// What a coordinator begins with when it is elected.
///
/// @param term greater than every earlier one
/// @param writes how many there have been in all terms; the next one has the number after it
/// @param records by key: all that was written and not removed. Earlier terms add nothing to it
public record Leadership(long term, long writes, SortedMap<String, String> records) {}
