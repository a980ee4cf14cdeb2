package io.daping.local.load;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * The way of events from where they happen to where they arrive: a few seconds of disorder, some
 * minutes late, some twice, some damaged. A pure function of its {@link Plan}. Bad records come on
 * top of the good ones, which stay consistent among themselves: no paid order lacks its creation.
 *
 * <p>The end of the plan ends what happens; what is still on its way then arrives after it.
 */
final class Simulation implements Iterator<Delivery> {
  private static final double MOSTLY_PROMPT = 0.95;
  private static final int PROMPT_MS = 300;
  private static final int TARDY_MS = 5_000;
  private static final double LATE_LEAST = TimeUnit.MINUTES.toMillis(2);
  private static final double LATE_MOST = TimeUnit.HOURS.toMillis(1);
  private static final long REPEAT_MOST = TimeUnit.MINUTES.toMillis(20);

  private final Plan plan;
  private final Chance chance;
  private final EventSource source;
  private final Damage damage;
  private final Weights defects;
  private final PriorityQueue<Delivery> underway = new PriorityQueue<>();
  private final double happeningsPerMs;
  private double clock;
  private long made;
  private Event lastGood;

  Simulation(Plan plan) {
    this.plan = plan;
    chance = Chance.of(plan.seed(), 5);
    source = Mixture.of(plan);
    damage = new Damage(new Encoder(), Chance.of(plan.seed(), 6));
    defects = Defect.weights(plan.defects());
    Plan.Shares shares = plan.shares();
    happeningsPerMs = plan.rate() / 1_000 / (1 + shares.duplicate() * (1 - shares.bad()));
    clock = plan.start().toEpochMilli();
    pass();
  }

  @Override
  public boolean hasNext() {
    happen();
    return !underway.isEmpty();
  }

  @Override
  public Delivery next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the plan has ended");
    }
    Delivery delivery = underway.remove();
    if (delivery.fate() == Fate.GOOD) {
      lastGood = delivery.event();
    }
    return delivery;
  }

  /** Lets events happen until the first to arrive is certain. */
  private void happen() {
    while (!over() && (underway.isEmpty() || underway.peek().at() > (long) clock)) {
      long now = (long) clock;
      if (chance.is(plan.shares().bad())) {
        sendDamaged(now);
      } else {
        sendGood(source.next(now), now);
      }
      pass();
    }
  }

  private boolean over() {
    return made >= plan.events() || clock >= plan.end().toEpochMilli();
  }

  private void pass() {
    double perMs = happeningsPerMs * plan.intensity().at((long) clock);
    clock += chance.exponential(1 / perMs);
  }

  private void sendGood(Event event, long now) {
    boolean late = chance.is(plan.shares().late());
    long at = now + (late ? chance.logUniform(LATE_LEAST, LATE_MOST) : jitter());
    send(at, event, late ? Fate.LATE : Fate.GOOD);
    if (made < plan.events() && chance.is(plan.shares().duplicate())) {
      long after = Math.min(chance.lognormal(5_000, 1.5), REPEAT_MOST);
      send(at + after, event, Fate.DUPLICATE);
    }
  }

  private void sendDamaged(long now) {
    Defect defect = plan.defects().get(defects.draw(chance));
    if (defect == Defect.CONFLICT && lastGood == null) {
      defect = Defect.NOT_JSON;
    }
    Event event = defect == Defect.CONFLICT ? lastGood : source.alone(now);
    long at = now + jitter();
    send(at, damage.damage(event, defect, at), Fate.bad(defect));
  }

  private void send(long at, Event event, Fate fate) {
    made++;
    underway.add(new Delivery(at, made, event, fate));
  }

  private long jitter() {
    return chance.is(MOSTLY_PROMPT) ? chance.below(PROMPT_MS) : chance.between(PROMPT_MS, TARDY_MS);
  }
}
