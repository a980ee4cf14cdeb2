package io.daping.common.catalogue;

import io.daping.common.event.Topic;
import java.io.Serializable;
import java.util.List;

/**
 * One number of the wall.
 *
 * @param id stands in stored cells: never given to another metric
 * @param source whose facts are counted
 * @param of Spark SQL over the fact columns: what is added up or told apart; null for {@link
 *     State#EVENTS}
 * @param where Spark SQL over the fact columns: which facts count
 */
public record Metric(
    int id,
    String name,
    String description,
    Topic source,
    Unit unit,
    State state,
    String of,
    String where,
    List<Dimension> by,
    List<Grain> grains)
    implements Serializable {

  /** Whether its cells are per currency. */
  public boolean isMoney() {
    return unit == Unit.MONEY;
  }

  /** Whether stream and night must agree to the last digit. */
  public boolean isExact() {
    return state != State.DISTINCT;
  }

  /** Whether it is kept by this dimension. */
  public boolean isBy(String dimension) {
    return by.stream().anyMatch(d -> d.name().equals(dimension));
  }

  /**
   * The one expression that stream and night both evaluate for each fact: what the fact adds, or
   * null when it does not count.
   */
  public String contribution() {
    String value =
        switch (state) {
          case SUM -> "CAST((" + of + ") AS BIGINT)";
          case EVENTS -> "1L";
          case DISTINCT -> "CAST((" + of + ") AS STRING)";
        };
    return "CASE WHEN (" + where + ") THEN " + value + " END";
  }
}
