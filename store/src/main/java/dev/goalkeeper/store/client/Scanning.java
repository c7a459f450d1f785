package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Page;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/// The objects of a table, one after the other, in no order that means anything. It asks for a page
/// whenever the one before is used up, and waits for it. For one thread.
///
/// What is there during the whole scan comes exactly once, whatever servers crash and tablets move;
/// what is written or removed meanwhile may come or not.
public final class Scanning implements Iterator<Page.Line> {
  private final Function<ScanCursor, Outcome.OfScan> pages;
  private ScanCursor cursor;
  private Iterator<Page.Line> page = List.<Page.Line>of().iterator();

  Scanning(ScanCursor from, Function<ScanCursor, Outcome.OfScan> pages) {
    this.cursor = from;
    this.pages = pages;
  }

  /// About which share of the table is behind it, between 0 and 1.
  public double share() {
    return cursor.share();
  }

  /// @throws ScanStopped if there is no page by the client's deadline
  @Override
  public boolean hasNext() {
    while (!page.hasNext() && !cursor.done()) {
      Outcome.OfScan next = pages.apply(cursor);
      if (!(next instanceof Outcome.Scanned scanned)) {
        throw new ScanStopped(next, cursor);
      }
      page = scanned.objects().iterator();
      cursor = scanned.next();
    }
    return page.hasNext();
  }

  @Override
  public Page.Line next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the scan is over");
    }
    return page.next();
  }
}
