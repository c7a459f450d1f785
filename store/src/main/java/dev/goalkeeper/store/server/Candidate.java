package dev.goalkeeper.store.server;

import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.metadata.MetadataStore;
import java.util.function.Consumer;

/// Who wants to be a cluster's coordinator.
///
/// @param store in which it is elected, and which has what was decided
/// @param death is told, in one line, why it cannot go on; no word of it may leave from then on
public record Candidate(CoordinatorOptions options, MetadataStore store, Consumer<String> death) {}
