package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;

/// Looks at a lamp through a link, writes down each turn that it sees, and lets others look at
/// that.
final class Watcher extends Task<Watcher> {
  static final Clauses<Watcher> C = Clauses.of(Watcher.class);
  static final LinkInput<Watcher, Lamp> LAMP = C.link("lamp");
  static final Fact<Watcher> SEES = C.peer("sees light", LAMP, () -> Lamp.LIT, false);
  static final Fact<Watcher> NOTED = C.local("noted", watcher -> watcher.noted);

  static final Rules<Watcher> RULES = C.rules()
      .rule ("W1", Watcher::noteLight, SEES, NOTED.not())
      .rule ("W2", Watcher::noteDark,  SEES.not(), NOTED)
      .waits("D",                      SEES.not(), NOTED.not())
      .goal ("G",                      SEES, NOTED)
      .build();

  final Link<Lamp> lamp = link(LAMP);
  final List<String> notes = new ArrayList<>();
  private boolean noted;

  @Override
  protected Rules<Watcher> rules() {
    return RULES;
  }

  private void noteLight() {
    noted = true;
    notes.add("light");
  }

  private void noteDark() {
    noted = false;
    notes.add("dark");
  }
}
