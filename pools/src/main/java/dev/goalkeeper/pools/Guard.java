package dev.goalkeeper.pools;

/// What watches over one pool: its bounds, its pulse, and where its alarms go.
final class Guard {
  private final Home home;
  private final Turnstile places;
  private final Watchdogs bounds;
  private final Alarms alarms;
  private final Pulse pulse = new Pulse();
  private final Sentry sentry;

  Guard(Home home, Turnstile places, Watchdogs bounds, Alarms alarms) {
    this.home = home;
    this.places = places;
    this.bounds = bounds;
    this.alarms = alarms;
    this.sentry = newSentry();
  }

  Watchdogs bounds() {
    return bounds;
  }

  Alarms alarms() {
    return alarms;
  }

  Pulse pulse() {
    return pulse;
  }

  /// For the [Lookout] alone.
  Sentry sentry() {
    return sentry;
  }

  /// Another one, for whoever has a clock of their own.
  Sentry newSentry() {
    return new Sentry(home, places, this);
  }
}
