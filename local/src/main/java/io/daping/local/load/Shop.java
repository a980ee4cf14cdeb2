package io.daping.local.load;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The shop as a source of events: whoever's turn has come acts, and where it is nobody's, somebody
 * new comes in. So the number of events is given from outside, and visits and orders share it.
 */
final class Shop implements EventSource {
  private final long seed;
  private final Chance chance;
  private final Ids ids;
  private final Assortment assortment;
  private final Intensity intensity;
  private final PriorityQueue<Turn> turns =
      new PriorityQueue<>(Comparator.comparingLong(Turn::at).thenComparingLong(Turn::number));
  private long lastTurn;

  Shop(long seed, Ids ids, Intensity intensity) {
    this.seed = seed;
    this.ids = ids;
    this.intensity = intensity;
    chance = Chance.of(seed, 4);
    assortment = Assortment.of(seed);
  }

  /** Somebody with a next thing to do: a visit that goes on, an order that is paid. */
  sealed interface Actor permits Visit, Purchase {
    Event act(long now, Shop shop);
  }

  private record Turn(long at, long number, Actor actor) {}

  @Override
  public Event next(long now) {
    Turn first = turns.peek();
    Actor actor = first != null && first.at() <= now ? turns.remove().actor() : visit();
    return actor.act(now, this);
  }

  @Override
  public Event alone(long now) {
    Visit visit = visit();
    return chance.is(0.4)
        ? new Purchase(visit.shopper(), List.of(), now, this).event(now, "CREATED", this)
        : visit.view(now, this);
  }

  /** Somebody acts again after a while. */
  void later(long at, Actor actor) {
    lastTurn++;
    turns.add(new Turn(at, lastTurn, actor));
  }

  Chance chance() {
    return chance;
  }

  Ids ids() {
    return ids;
  }

  Assortment assortment() {
    return assortment;
  }

  Intensity intensity() {
    return intensity;
  }

  private Visit visit() {
    return new Visit(Shopper.draw(seed, chance), ids.next('s'));
  }
}
