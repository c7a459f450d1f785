package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.metadata.Batch;
import dev.goalkeeper.store.metadata.Leadership;
import dev.goalkeeper.store.metadata.MetadataRefused;
import dev.goalkeeper.store.metadata.MetadataStore;
import dev.goalkeeper.store.metadata.Records;
import java.util.concurrent.Executor;

/// One coordinator's door to a [SimMetadata].
public final class SimMetadataStore implements MetadataStore {
  private final SimMetadata service;
  private final Executor process;
  private boolean alive = true;
  private boolean cutOff;
  private boolean foreign;

  SimMetadataStore(SimMetadata service, Executor process) {
    this.service = service;
    this.process = process;
  }

  /// A result comes, unless nothing comes through.
  void deliver(Runnable result) {
    if (reaches()) {
      process.execute(result);
    }
  }

  /// What it finds there is of no use to it.
  SimMetadataStore foreign() {
    foreign = true;
    return this;
  }

  /// Whether what it says arrives.
  boolean reaches() {
    return alive && !cutOff;
  }

  /// Its process dies, and the service does not hear of it.
  void die() {
    if (alive) {
      alive = false;
      service.silent(this);
    }
  }

  /// From now on neither side hears anything of the other; the service gives it up soon.
  void cutOff() {
    cutOff = true;
    service.silent(this);
  }

  void reconnect() {
    cutOff = false;
  }

  @Override
  public void campaign(String candidate, Completion<Leadership> done, long token) {
    if (foreign) {
      done.fail(token, new MetadataRefused("the store has another cluster's records"));
    } else {
      service.campaign(this, done, token);
    }
  }

  @Override
  public void write(Batch batch, Completion<Long> done, long token) {
    Records.check(batch.changes());
    service.write(this, batch, done, token);
  }

  @Override
  public void close() {
    alive = false;
    service.leave(this);
  }
}
