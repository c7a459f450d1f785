package dev.goalkeeper.store.wire;

/// Why a request was refused, and what its sender does about it.
///
/// | said by     | reasons                                                                |
/// |-------------|------------------------------------------------------------------------|
/// | coordinator | [#WRONG_CLUSTER], [#UNKNOWN_TABLE], [#NAME_IN_USE], [#TOO_FEW_SERVERS] |
/// |             | [#UNKNOWN_SENDER], [#NOT_LEADING], [#CLIENT_ENDED]                     |
/// | master      | [#NOT_OWNER], [#NOT_A_NUMBER], [#TOO_LARGE], [#NO_SPACE], [#BUSY]      |
/// |             | [#INCOMPLETE], [#NO_LEASE], [#OVERFLOW], [#STALE_SEQUENCE]             |
/// |             | [#CLIENT_ENDED]                                                        |
/// | backup      | [#UNKNOWN_SENDER], [#NO_SPACE], [#STALE_REPLICA], [#NOT_OPEN]          |
/// |             | [#BAD_CERTIFICATE], [#DISK_FAILED]                                     |
/// | client      | [#INVALID], [#BUSY], [#UNKNOWN_TABLE]                                  |
/// | anyone      | [#WRONG_SERVER], [#STALE_TERM], [#NOT_MINE], [#UNKNOWN_SUBJECT]        |
public enum Refusal {
  /// The target is an earlier life of this server, or another one: ask for the membership again.
  WRONG_SERVER(1),
  /// This kind of process does not answer such a request: the address is wrong.
  NOT_MINE(2),
  /// A command of an older coordinator: its sender is no longer in charge.
  STALE_TERM(3),
  /// The sender is not up in the membership: it asks the coordinator whether it is given up.
  UNKNOWN_SENDER(4),
  /// The server's disk or options name another cluster: a person decides.
  WRONG_CLUSTER(5),
  /// There is no table of that name or id.
  UNKNOWN_TABLE(6),
  /// The name is in use for something else.
  NAME_IN_USE(7),
  /// There are not enough servers up for this: later, with more.
  TOO_FEW_SERVERS(8),
  /// The tablet is served elsewhere: ask the coordinator for the table again.
  NOT_OWNER(9),
  /// The object is larger than this cluster's segments can hold.
  TOO_LARGE(11),
  /// No room: a master's client frees some, a replica's master takes another backup.
  NO_SPACE(12),
  /// Too much is under way: again, later.
  BUSY(13),
  /// The replica was freed, or a later generation of it exists: forget it.
  STALE_REPLICA(14),
  /// There is no such open replica, or the write leaves a gap: begin the replica anew.
  NOT_OPEN(15),
  /// The bytes do not have the checksum that they were certified with: begin the replica anew.
  BAD_CERTIFICATE(16),
  /// There is no task of that name.
  UNKNOWN_SUBJECT(17),
  /// The bytes cannot be brought to the disk where the replica lies: begin it anew, elsewhere.
  DISK_FAILED(18),
  /// A part of a dead master's log cannot be read: it is asked for again, until it can.
  INCOMPLETE(19),
  /// This coordinator does not lead, or not yet: ask another one, or this one later.
  NOT_LEADING(20),
  /// The master may have been given up, and not know it: ask who serves the tablet, and again.
  NO_LEASE(21),
  /// The client has said that it has the result of this mutation: it is not done, or not again.
  STALE_SEQUENCE(24),
  /// The client's lease has ended: this mutation is never done; with a new lease others are.
  CLIENT_ENDED(25),
  /// The object is no number, so that nothing can be added to it: write one, or remove it.
  NOT_A_NUMBER(30),
  /// The sum would be beyond 64 bits with sign: the number stays as it is.
  OVERFLOW(31),
  /// It breaks a limit of the wire: a client says so of one of many, before anything is sent.
  INVALID(32);

  private final int code;

  Refusal(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Refusal of(int code) {
    for (Refusal refusal : values()) {
      if (refusal.code == code) {
        return refusal;
      }
    }
    throw new Malformed("unknown refusal " + code);
  }
}
