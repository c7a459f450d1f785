package dev.goalkeeper.pools;

/// Owns lamps, and knows whether all, any and two of them are lit.
final class Crew extends Task<Crew> {
  static final Clauses<Crew> C = Clauses.of(Crew.class);
  static final GroupInput<Crew, Lamp> LAMPS = C.group("lamps");
  static final Fact<Crew> ALL = C.all("all lit", LAMPS, () -> Lamp.LIT);
  static final Fact<Crew> ANY = C.any("any lit", LAMPS, () -> Lamp.LIT);
  static final Fact<Crew> TWO = C.count("two lit", LAMPS, () -> Lamp.LIT, crew -> 2);

  static final Rules<Crew> RULES = C.rules()
      .waits("none",     ALL.not(), ANY.not(), TWO.not())
      .waits("some",     ALL.not(), ANY, TWO.not())
      .waits("many",     ALL.not(), ANY, TWO)
      .goal ("empty",    ALL, ANY.not(), TWO.not())
      .goal ("the one",  ALL, ANY, TWO.not())
      .goal ("all",      ALL, ANY, TWO)
      .waits("never",    ANY.not(), TWO)
      .build();

  final Group<Lamp> lamps = group(LAMPS);

  @Override
  protected Rules<Crew> rules() {
    return RULES;
  }

  Lamp join(String name) {
    var lamp = new Lamp(name);
    lamps.add(lamp);
    return lamp;
  }
}
