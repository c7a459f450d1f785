package dev.goalkeeper.pools;

/// What a task keeps for something that its clauses declare: a source of change of its own, or a
/// cell that may be shared.
sealed interface Kept permits Source, Cell {}
