package io.daping.common.catalogue;

import io.daping.common.fact.FactField;
import io.daping.common.fact.Facts;
import io.daping.common.fact.NightFacts;
import io.daping.common.fact.Source;
import java.io.Serializable;
import java.util.List;

/**
 * One number of the wall.
 *
 * @param id stands in stored cells: never given to another metric
 * @param source whose cells it stands in, and whose facts are counted unless the night makes them
 * @param nightFacts the facts that it counts if the night alone makes them; else null
 * @param of Spark SQL over the fact columns: what is added up or told apart; null for {@link
 *     State#EVENTS}
 * @param where Spark SQL over the fact columns: which facts count
 * @param share of a {@link State#QUANTILE}: which one is shown, above 0, at most 1; else null
 * @param tiesBy the metric of the same source that ranks equals; null to rank them by id alone
 */
public record Metric(
    int id,
    String name,
    String description,
    Source source,
    NightFacts nightFacts,
    Unit unit,
    State state,
    String of,
    String where,
    Double share,
    String tiesBy,
    List<Dimension> by,
    List<Grain> grains)
    implements Serializable {

  /** What it counts, as text: another text is another definition. */
  public String definition() {
    return "%s %s %s of %s where %s share %s"
        .formatted(
            source.sourceName(),
            nightFacts == null ? "facts" : nightFacts,
            state,
            of,
            where,
            share);
  }

  /** The same metric with other cells. */
  public Metric keptBy(List<Dimension> others, List<Grain> otherGrains) {
    return new Metric(
        id,
        name,
        description,
        source,
        nightFacts,
        unit,
        state,
        of,
        where,
        share,
        tiesBy,
        others,
        otherGrains);
  }

  /** Whether its cells are per currency. */
  public boolean isMoney() {
    return unit == Unit.MONEY;
  }

  /** Whether only the night computes it. */
  public boolean isNightly() {
    return nightFacts != null;
  }

  /** The columns of the facts that it counts. */
  public List<FactField> factFields() {
    return nightFacts == null ? Facts.fields(source) : nightFacts.fields();
  }

  /** Whether stream and night must agree to the last digit. */
  public boolean isExact() {
    return state != State.DISTINCT;
  }

  /** Whether it is kept by this dimension. */
  public boolean isBy(String dimension) {
    return by.stream().anyMatch(d -> d.name().equals(dimension));
  }

  /** Whether its cells of this dimension and grain are kept. */
  public boolean isKept(Dimension dimension, Grain grain) {
    return by.contains(dimension) && grains.contains(grain) && dimension.grains().contains(grain);
  }

  /**
   * The one expression that stream and night both evaluate for each fact: what the fact adds, or
   * null when it does not count.
   */
  public String contribution() {
    String value =
        switch (state) {
          case SUM, QUANTILE -> "CAST((" + of + ") AS BIGINT)";
          case EVENTS -> "1L";
          case DISTINCT -> "CAST((" + of + ") AS STRING)";
        };
    return "CASE WHEN (" + where + ") THEN " + value + " END";
  }
}
