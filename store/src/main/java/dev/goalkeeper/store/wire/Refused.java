package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.REASON_CHARS_MAX;

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
    // Cut and mended rather than refused: an error path must not fail over how it words the error.
    boolean cut = text.length() > REASON_CHARS_MAX;
    boolean mend = Limits.utf8Bytes(text) < 0;
    text = cut ? text.substring(0, REASON_CHARS_MAX) : text;
    text = cut || mend ? text.replaceAll("[\\ud800-\\udfff]", "?") : text;
  }
}
