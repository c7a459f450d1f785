package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.store.metadata.Change;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.ServerId;
import java.util.Locale;

/// What is recorded of one life of a server. Status and epoch are one record, so that no epoch can
/// be raised of a master that was given up.
///
/// @param epoch which open replicas of its log count
/// @param draining whether it is to have no tablets
/// @param start what tells this life from every other one at its address, or 0
/// @param formerSelf what its disk said as it enlisted
record ServerRecord(
    Member member, Epoch epoch, boolean draining, long start, ServerId formerSelf) {
  static final String KEYS = "servers/";

  /// One that has just enlisted.
  static ServerRecord of(ServerId id, Enlist request) {
    return new ServerRecord(new Member(id, request.address(), request.domain(),
        request.memoryBytes(), Member.Status.UP), Epoch.NONE, false, request.start(),
        request.formerSelf());
  }

  /// Whether the process that asks is this one, which has not heard the answer: if it had, its disk
  /// would name this life, or be another one.
  boolean asksAgain(Enlist request) {
    return up() && start != 0 && start == request.start()
        && member.address().equals(request.address()) && formerSelf.equals(request.formerSelf());
  }

  boolean up() {
    return member.up();
  }

  ServerRecord crashed() {
    return new ServerRecord(new Member(member.id(), member.address(), member.domain(),
        member.memoryBytes(), Member.Status.CRASHED), epoch, draining, start, formerSelf);
  }

  ServerRecord with(Epoch raised) {
    return raised.compareTo(epoch) > 0
        ? new ServerRecord(member, raised, draining, start, formerSelf) : this;
  }

  ServerRecord draining(boolean now) {
    return new ServerRecord(member, epoch, now, start, formerSelf);
  }

  static String key(ServerId id) {
    return KEYS + id;
  }

  Change put() {
    String text = RecordText.begin()
        .append("address ").append(member.address()).append('\n')
        .append("domain ").append(member.domain()).append('\n')
        .append("memory ").append(member.memoryBytes()).append('\n')
        .append("status ").append(member.status().name().toLowerCase(Locale.ROOT)).append('\n')
        .append("epoch ").append(epoch).append('\n')
        .append(start == 0 ? "" : "start " + Long.toHexString(start) + "\n")
        .append(formerSelf.equals(ServerId.NONE) ? "" : "former " + formerSelf + "\n")
        .append(draining ? "draining yes\n" : "").toString();
    return new Change.Put(key(member.id()), text);
  }

  /// @throws UnreadableRecord if it is none
  static ServerRecord read(RecordText record) {
    ServerId id = RecordText.server(record.key().substring(KEYS.length()));
    Address address = record.field("address", Address::parse);
    String domain = record.text("domain");
    long memory = record.number("memory");
    Member.Status status = record.field("status",
        text -> Member.Status.valueOf(text.toUpperCase(Locale.ROOT)));
    Epoch epoch = record.field("epoch", RecordText::epoch);
    long start = record.has("start")
        ? record.field("start", text -> Long.parseUnsignedLong(text, 16)) : 0;
    ServerId former = record.has("former")
        ? record.field("former", RecordText::server) : ServerId.NONE;
    boolean draining = record.has("draining") && record.text("draining").equals("yes");
    record.end();
    return new ServerRecord(
        new Member(id, address, domain, memory, status), epoch, draining, start, former);
  }
}
