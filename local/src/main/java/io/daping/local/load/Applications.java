package io.daping.local.load;

import io.daping.local.load.AppLogEvent.Said;
import io.daping.local.load.AppLogEvent.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The shop's programs and what they log: mostly that all is well; errors come one by one, in bursts
 * of five minutes, and, after some releases, until the next one mends them.
 */
final class Applications implements EventSource {
  private static final long BURST = TimeUnit.MINUTES.toMillis(5);
  private static final long RELEASE = TimeUnit.HOURS.toMillis(6);
  private static final long MENDED_AFTER = TimeUnit.MINUTES.toMillis(40);
  private static final Weights TALKATIVE = Weights.zipf(App.values().length);
  private static final Weights CALM = Weights.of(0.10, 0.82, 0.06, 0.02);
  private static final Weights BURSTING = Weights.of(0.05, 0.40, 0.15, 0.40);
  private static final List<String> LEVELS = List.of("DEBUG", "INFO", "WARN", "ERROR");

  private final long seed;
  private final Ids ids;
  private final Chance chance;

  /** A program, with what it says when all is well. */
  private enum App {
    GATEWAY("request routed to %s in %d ms"),
    CHECKOUT("cart of visitor checked out, route %s, %d ms"),
    PAYMENT("payment confirmed by %s after %d ms"),
    CATALOG("item page rendered from %s in %d ms"),
    SEARCH("query answered by shard %s in %d ms"),
    STOCK("reservation written to %s in %d ms"),
    DELIVERY("parcel handed to depot %s, %d ms");

    private final String words;

    App(String words) {
      this.words = words;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A release, and whether it has broken something. */
  private record Release(String name, boolean broken) {}

  Applications(long seed, Ids ids) {
    this.seed = seed;
    this.ids = ids;
    chance = Chance.of(seed, 11);
  }

  @Override
  public Event next(long now) {
    App app = App.values()[TALKATIVE.draw(chance)];
    Release release = release(app, now);
    return new AppLogEvent(ids.next('l'), now, writer(app, release), said(app, release, now));
  }

  @Override
  public Event alone(long now) {
    return next(now);
  }

  private Writer writer(App app, Release release) {
    String service = Character.toUpperCase(app.id().charAt(0)) + app.id().substring(1) + "Service";
    return new Writer(
        app.id(),
        "api-%02d".formatted(chance.between(1, 6)),
        release.name(),
        "com.example." + app.id() + "." + service,
        "http-" + chance.between(1, 32));
  }

  private Said said(App app, Release release, long now) {
    String trace = "%016x".formatted(Chance.mix(seed, chance.below(Integer.MAX_VALUE)));
    Map<String, String> tags = Map.of("zone", "east-" + (char) ('a' + chance.below(3)));
    if (release.broken() && chance.is(0.15)) {
      Fault fault = Fault.regression(app.id(), release.name());
      return new Said("ERROR", "checkout failed", trace, tags, fault);
    }
    Chance burst = Chance.of(seed + 12, Math.floorDiv(now, BURST) * 16 + app.ordinal());
    boolean bursting = burst.is(0.03);
    String level = LEVELS.get((bursting ? BURSTING : CALM).draw(chance));
    if (level.equals("ERROR")) {
      int kind = bursting ? burst.below(4) : chance.below(4);
      Fault fault = Fault.usual(app.id(), kind, chance);
      return new Said(level, "request failed: " + fault.message(), trace, tags, fault);
    }
    String message = app.words.formatted("n" + chance.between(1, 9), chance.lognormal(30, 0.9));
    return new Said(level, message, trace, tags, null);
  }

  /** Each program is released every six hours at a time of its own; every fourth release is bad. */
  private Release release(App app, long now) {
    long shifted = now + app.ordinal() * RELEASE / App.values().length;
    long number = Math.floorDiv(shifted, RELEASE);
    boolean bad = Chance.of(seed + 13, number * 16 + app.ordinal()).is(0.25);
    boolean mended = Math.floorMod(shifted, RELEASE) >= MENDED_AFTER;
    String name = "3." + Math.floorMod(number, 1_000) + "." + (bad && mended ? 1 : 0);
    return new Release(name, bad && !mended);
  }
}
