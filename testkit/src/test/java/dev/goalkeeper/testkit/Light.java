package dev.goalkeeper.testkit;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.GroupInput;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;

/// A light that is on when wanted, looks at another light, and owns some: all that one task can see
/// of others, in one small class.
final class Light extends Task<Light> {
  static final Clauses<Light> C = Clauses.of(Light.class);
  static final CellClause<Light> WANTED = C.cell("wanted");
  static final LinkInput<Light, Light> OTHER = C.link("other");
  static final GroupInput<Light, Light> OWN = C.group("own");
  static final Fact<Light> ON = C.local("on", light -> light.on);
  static final Fact<Light> SEES = C.peer("sees", OTHER, () -> Light.ON, false);
  static final Fact<Light> SEES_FAR = C.peer("sees far", OTHER, () -> Light.SEES, false);
  static final Fact<Light> ALL = C.all("all on", OWN, () -> Light.ON);
  static final Fact<Light> TWO = C.count("two on", OWN, () -> Light.ON, light -> 2);

  static final Rules<Light> RULES = C.rules()
      .rule ("R1", Light::turnOn,   WANTED, ON.not())
      .rule ("R2", Light::turnOff,  WANTED.not(), ON)
      .given(WANTED, ON)
        .goal ("G1",                SEES, ALL)
        .goal ("G2",                SEES, ALL.not(), TWO)
        .goal ("G3",                SEES, ALL.not(), TWO.not())
        .goal ("G4",                SEES.not(), SEES_FAR)
        .waits("W1",                SEES.not(), SEES_FAR.not())
      .given(WANTED.not(), ON.not())
        .goal ("G5",                ALL)
        .waits("W2",                ALL.not())
      .build();

  private final Cell<Boolean> wanted = cell(WANTED, false);
  private final Link<Light> other = link(OTHER);
  private final Group<Light> own = group(OWN);
  private boolean on;

  @Override
  protected Rules<Light> rules() {
    return RULES;
  }

  Cell<Boolean> wanted() {
    return wanted;
  }

  Link<Light> other() {
    return other;
  }

  Group<Light> own() {
    return own;
  }

  /// The row in which it has to be, worked out from the fields of all lights concerned.
  String expectedRow() {
    if (wanted.get() != on) {
      return wanted.get() ? "R1" : "R2";
    }
    long lit = own.members().stream().filter(light -> light.on).count();
    boolean all = lit == own.size();
    if (!on) {
      return all ? "G5" : "W2";
    }
    if (!other.present() || !other.get().on) {
      return other.present() && other.get().sees() ? "G4" : "W1";
    }
    return all ? "G1" : lit >= 2 ? "G2" : "G3";
  }

  private boolean sees() {
    return other.present() && other.get().on;
  }

  private void turnOn() {
    on = true;
  }

  private void turnOff() {
    on = false;
  }
}
