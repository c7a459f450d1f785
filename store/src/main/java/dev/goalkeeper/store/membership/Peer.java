package dev.goalkeeper.store.membership;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.ServerId;
import java.util.function.Consumer;

/// One life of one server, as this process sees it: up until the list says otherwise, then down for
/// ever. Tasks that depend on it link to it and state [#UP] in their own tables.
public final class Peer extends Task<Peer> {
  static final Clauses<Peer> C = Clauses.of(Peer.class);

  /// The server has not been given up.
  public static final CellClause<Peer> UP = C.cell("up");

  static final Fact<Peer> HUNG_UP = C.local("hung up", peer -> peer.hungUp);

  static final Rules<Peer> RULES = C.rules()
      .goal("G1",               UP)
      .rule("M1", Peer::hangUp, UP.not(), HUNG_UP.not())
      .goal("G2",               UP.not(), HUNG_UP)
      .build();

  private final Cell<Boolean> up = cell(UP, true);
  private final Member member;
  private final Consumer<Address> disconnect;
  private Envelope envelope = Envelope.NONE;
  private boolean hungUp;

  Peer(Member member, Consumer<Address> disconnect) {
    this.member = member;
    this.disconnect = disconnect;
  }

  @Override
  protected Rules<Peer> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "peer " + member.id();
  }

  public ServerId id() {
    return member.id();
  }

  /// As it was listed while it was up.
  public Member member() {
    return member;
  }

  public Address address() {
    return member.address();
  }

  /// What goes to it in the name of that server: always the same, so that it is made once.
  public Envelope envelopeFrom(ServerId sender) {
    if (!envelope.sender().equals(sender)) {
      envelope = new Envelope(0, 0, sender, id());
    }
    return envelope;
  }

  /// The label of its failure domain, or empty where none was given.
  public String domain() {
    return member.domain();
  }

  public boolean up() {
    return up.get();
  }

  void crashed() {
    up.set(false);
  }

  /// What is under way to a dead server need not wait for its time-out. A new server may already
  /// listen at the address: a call to that one which is lost here is sent again by its own rules.
  private void hangUp() {
    disconnect.accept(member.address());
    hungUp = true;
  }
}
