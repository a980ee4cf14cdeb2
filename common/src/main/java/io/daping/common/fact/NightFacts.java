package io.daping.common.fact;

import static io.daping.common.fact.FactField.Type.LONG;
import static io.daping.common.fact.FactField.Type.TEXT;

import io.daping.common.event.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Facts that take the history of a person or of an order. The night alone makes them, from silver;
 * what is counted of them stands in the cells of a topic, beside the topic's own metrics.
 */
public enum NightFacts {
  /**
   * One a session of a visitor on item pages: its {@code events}, and how long it took from the
   * first to the last. Its time is that of its first event, whose id it bears.
   */
  SESSION(
      Topic.BROWSE,
      List.of(text("event_id"), text("visitor_id"), number("events"), number("duration_ms"))),

  /**
   * One a user and day with a view: how many steps of view, cart, order, pay were reached in their
   * order, 1 to 4. Its time is that of the day's first view, whose id it bears.
   */
  FUNNEL(Topic.BROWSE, List.of(text("event_id"), text("user_id"), number("steps"))),

  /** One a view that a paid order line is owed to: the columns of a view. */
  CONVERTED_VIEW(Topic.BROWSE, Facts.fields(Source.BROWSE)),

  /**
   * One a line of a payment, or of what was taken back of an order that is paid: the columns of
   * order facts. Its time is that of the payment.
   */
  COHORT(Topic.ORDER, Facts.fields(Source.ORDER));

  private final Topic cells;
  private final List<FactField> fields;

  NightFacts(Topic cells, List<FactField> fields) {
    this.cells = cells;
    this.fields = fields;
  }

  /** The topic in whose cells the metrics of these facts stand. */
  public Topic cells() {
    return cells;
  }

  /** The columns that expressions of the catalogue may name. */
  public List<FactField> fields() {
    return fields;
  }

  /** The name in the catalogue. */
  public String factsName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The facts of that name. */
  public static Optional<NightFacts> named(String name) {
    return Arrays.stream(values()).filter(f -> f.factsName().equals(name)).findFirst();
  }

  private static FactField text(String name) {
    return new FactField(name, TEXT);
  }

  private static FactField number(String name) {
    return new FactField(name, LONG);
  }
}
