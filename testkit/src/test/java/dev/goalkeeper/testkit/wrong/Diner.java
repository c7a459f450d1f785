package dev.goalkeeper.testkit.wrong;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;

/// Begins once its neighbour has. Two that are polite wait for each other.
public final class Diner extends Task<Diner> {
  static final Clauses<Diner> C = Clauses.of(Diner.class);
  static final LinkInput<Diner, Diner> NEIGHBOUR = C.link("neighbour");
  static final Fact<Diner> EATS = C.local("eats", diner -> diner.eats);
  static final Fact<Diner> NEIGHBOUR_EATS =
      C.peer("neighbour eats", NEIGHBOUR, () -> Diner.EATS, true);
  static final Fact<Diner> POLITE = C.local("polite", diner -> diner.polite);

  static final Rules<Diner> RULES = C.rules()
      .given(EATS.not(), POLITE)
        .rule ("R1", Diner::begin,  NEIGHBOUR_EATS)
        .waits("W1",                NEIGHBOUR_EATS.not())
      .given()
        .rule ("R2", Diner::begin,  EATS.not(), POLITE.not())
        .goal ("G",                 EATS)
      .build();

  private final Link<Diner> neighbour = link(NEIGHBOUR);
  private final String name;
  private final boolean polite;
  private boolean eats;

  public Diner(String name, boolean polite) {
    this.name = name;
    this.polite = polite;
  }

  @Override
  protected Rules<Diner> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return name;
  }

  public Link<Diner> neighbour() {
    return neighbour;
  }

  private void begin() {
    eats = true;
  }
}
