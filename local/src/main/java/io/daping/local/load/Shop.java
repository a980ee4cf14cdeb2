package io.daping.local.load;

import java.util.List;
import java.util.PriorityQueue;

/**
 * The shop as a source of events: whoever's turn has come acts, and where it is nobody's, somebody
 * new comes in. So the number of events is given from outside, and visits and orders share it.
 */
final class Shop implements EventSource {
  /** Who comes for a cart filled on another day; also sells something in a run of seconds. */
  private static final double READY_TO_BUY = 0.06;

  private final long seed;
  private final Chance chance;
  private final Ids ids;
  private final Assortment assortment;
  private final Intensity intensity;
  private final PriorityQueue<Turn> turns = new PriorityQueue<>();
  private long lastTurn;

  Shop(long seed, Ids ids, Intensity intensity) {
    this.seed = seed;
    this.ids = ids;
    this.intensity = intensity;
    chance = Chance.of(seed, 4);
    assortment = Assortment.of(seed);
  }

  /** Somebody with a next thing to do: a visit that goes on, an order that is paid. */
  sealed interface Actor permits Visit, Purchase, Request {
    Event act(long now, Shop shop);
  }

  private record Turn(long at, long number, Actor actor) implements Comparable<Turn> {
    @Override
    public int compareTo(Turn other) {
      return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
    }
  }

  @Override
  public Event next(long now) {
    Turn first = turns.peek();
    if (first != null && first.at() <= now) {
      return turns.remove().actor().act(now, this);
    }
    Visit visit = visit();
    if (chance.is(READY_TO_BUY)) {
      Request.send(visit.shopper(), Visit.CHECKOUT, now, this);
      return new Purchase(visit.shopper(), List.of(), now, this).create(now, this);
    }
    return visit.act(now, this);
  }

  @Override
  public Event alone(long now) {
    Visit visit = visit();
    return switch (chance.below(4)) {
      case 0 -> new Purchase(visit.shopper(), List.of(), now, this).event(now, "CREATED", this);
      case 1 -> visit.search(now, this);
      case 2 -> visit.request(now, this);
      default -> visit.view(now, this);
    };
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
