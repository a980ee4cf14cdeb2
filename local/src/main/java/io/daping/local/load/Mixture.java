package io.daping.local.load;

import java.util.List;

/** All that happens at once: shoppers, crawlers, hosts and applications, each in its share. */
record Mixture(List<EventSource> sources, Weights shares, Chance chance) implements EventSource {
  static Mixture of(Plan plan) {
    long seed = plan.seed();
    Ids ids = new Ids(seed, plan.start().toEpochMilli());
    List<EventSource> sources =
        List.of(
            new Shop(seed, ids, plan.intensity()),
            new Robots(ids, Chance.of(seed, 8)),
            new Fleet(seed, ids, plan.intensity()),
            new Applications(seed, ids));
    return new Mixture(sources, plan.mix().weights(), Chance.of(seed, 7));
  }

  @Override
  public Event next(long now) {
    return sources.get(shares.draw(chance)).next(now);
  }

  @Override
  public Event alone(long now) {
    return sources.get(shares.draw(chance)).alone(now);
  }
}
