/// The house rules: what STYLE calls hard is held here, over every source of the repository.
///
/// [HouseRule] lists the rules. Each one looks at one [JavaSource], parsed by the JDK's own
/// compiler, and yields a [Finding] for each line that breaks it. `HouseRulesTest` runs all of them
/// over all sources; `HouseRuleSnippetsTest` shows for each that it refuses what it should, so that
/// none is vacuous. There is no list of exceptions: one file let off is how limits die. A rule that
/// belongs to a place (the clock to the transport, say) names the place.
///
/// `ArrowsTest` holds what concerns several classes at once: who may use whom.
@NullMarked
package dev.goalkeeper.house;

import org.jspecify.annotations.NullMarked;
