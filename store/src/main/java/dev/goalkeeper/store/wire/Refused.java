package dev.goalkeeper.store.wire;

/// The request has not taken effect, and why: an expected outcome.
///
/// @param text one line for a person; what is longer than [Limits#REASON_CHARS_MAX] is cut
public record Refused(Refusal reason, String text)
    implements Reply.ToEnlist, Reply.ToGetMembership, Reply.ToRenewLease, Reply.ToRenewClient,
        Reply.ToAskClients, Reply.ToTable, Reply.ToGetTables, Reply.ToDrainServer,
        Reply.ToPushMembership, Reply.ToCommand, Reply.ToRead, Reply.ToWrite,
        Reply.ToRemove, Reply.ToIncrement, Reply.ToScan, Reply.ToRecoverTablets, Reply.ToPullTablet,
        Reply.ToTakeInventory, Reply.ToFetchEntries, Reply.ToPing, Reply.ToInspect {

  public Refused {
    text = Limits.reason(text);
  }
}
