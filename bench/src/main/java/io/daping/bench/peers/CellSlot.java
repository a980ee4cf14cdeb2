package io.daping.bench.peers;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.fact.Source;

/** The kinds of cells of the query set, each with the metrics that stand in it. */
public enum CellSlot {
  SALES(Source.ORDER, Dimension.TOTAL, Grain.MINUTE, "orders_paid", "gmv_paid", null),
  DAY_SALES(Source.ORDER, Dimension.TOTAL, Grain.DAY, null, "gmv_paid", null),
  ITEM_SALES(Source.ORDER, "item", Grain.DAY, "units", "gmv_paid", null),
  VIEWS(Source.BROWSE, Dimension.TOTAL, Grain.MINUTE, "pv", null, null),
  CATEGORY_VIEWS(Source.BROWSE, "category", Grain.HOUR, "pv", null, null),
  VISITORS(Source.BROWSE, Dimension.TOTAL, Grain.DAY, null, null, "uv");

  private static final CellSlot[] ALL = values();

  private final Source source;
  private final Dimension dimension;
  private final Grain grain;
  private final int countsId;
  private final int moneyId;
  private final int distinctId;

  /** Looked up while the constants are made. */
  private static final class Cut {
    static final Catalogue CATALOGUE = QuerySet.catalogue();
    static final int NONE = -1;

    static int id(String metric) {
      return metric == null ? NONE : CATALOGUE.metric(metric).orElseThrow().id();
    }

    static Dimension dimension(Source source, String name) {
      return CATALOGUE.dimensions(source).stream()
          .filter(d -> d.name().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  CellSlot(
      Source source, String dimension, Grain grain, String counts, String money, String distinct) {
    this.source = source;
    this.dimension = Cut.dimension(source, dimension);
    this.grain = grain;
    this.countsId = Cut.id(counts);
    this.moneyId = Cut.id(money);
    this.distinctId = Cut.id(distinct);
  }

  /** The slot of that ordinal. */
  public static CellSlot at(int ordinal) {
    return ALL[ordinal];
  }

  Source source() {
    return source;
  }

  Dimension dimension() {
    return dimension;
  }

  /** The grain of its windows. */
  public Grain grain() {
    return grain;
  }

  int catalogueVersion() {
    return Cut.CATALOGUE.version();
  }

  int countsId() {
    return countsId;
  }

  int moneyId() {
    return moneyId;
  }

  int distinctId() {
    return distinctId;
  }
}
