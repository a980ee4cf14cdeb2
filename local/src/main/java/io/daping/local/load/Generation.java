package io.daping.local.load;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A run: a simulation into an outlet.
 *
 * @param plan what to simulate
 * @param most deliveries after which it ends, whatever is still underway
 * @param span real time after which it ends, or null
 * @param stopped asked before each delivery
 */
record Generation(Plan plan, long most, Duration span, BooleanSupplier stopped) {
  Tally into(Outlet outlet) {
    Tally tally = new Tally();
    Simulation simulation = new Simulation(plan);
    long begun = System.nanoTime();
    while (tally.total() < most && simulation.hasNext() && !stopped.getAsBoolean()) {
      Delivery delivery = simulation.next();
      if (beyond(delivery, begun)) {
        break;
      }
      outlet.take(delivery);
      tally.add(delivery);
    }
    outlet.flush();
    return tally;
  }

  private boolean beyond(Delivery delivery, long begun) {
    if (span == null) {
      return false;
    }
    boolean tooLateToCome = delivery.at() >= plan.start().plus(span).toEpochMilli();
    return tooLateToCome || System.nanoTime() - begun >= span.toNanos();
  }
}
