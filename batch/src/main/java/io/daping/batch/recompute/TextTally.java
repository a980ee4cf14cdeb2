package io.daping.batch.recompute;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Goes through the rows of {@link TextCounts}, in which a text's stand together, and hands out the
 * counts whenever there are many.
 */
final class TextTally implements Iterator<Row> {
  /** Some 200 bytes each. */
  private static final int CELLS_AT_ONCE = 200_000;

  private static final int TEXT = 0;
  private static final int COUNTS = 1;
  private static final int WINDOWS = 2;

  private final Caps caps;
  private final List<Metric> metrics;
  private final Spot[] spots;
  private final Iterator<Row> rows;
  private final Map<Place, Tally> tallies = new HashMap<>();
  private Iterator<Row> ready = Collections.emptyIterator();
  private Row next;
  private long texts;

  /** A dimension at a grain. */
  private record Spot(int column, int by, int grain, long kept) {}

  private record Place(int spot, long window, String value) {
    // Both are asked ten times a fact; a record's own go through method handles.
    @Override
    public boolean equals(Object o) {
      return o instanceof Place p && spot == p.spot && window == p.window && value.equals(p.value);
    }

    @Override
    public int hashCode() {
      return (value.hashCode() * 31 + Long.hashCode(window)) * 31 + spot;
    }
  }

  /** A cell's counts, and which of them the text of that number is in. */
  private static final class Tally {
    private final long[] counts;
    private long text;
    private long seen;

    Tally(int metrics) {
      this.counts = new long[metrics];
    }

    void add(long ofText, long which) {
      if (text != ofText) {
        text = ofText;
        seen = 0;
      }
      for (long left = which & ~seen; left != 0; left &= left - 1) {
        counts[Long.numberOfTrailingZeros(left)]++;
      }
      seen |= which;
    }
  }

  TextTally(TextCounts counts, Iterator<Row> rows) {
    this.caps = counts.caps();
    this.metrics = counts.cells().metrics();
    this.spots = spots(counts.cells());
    this.rows = rows;
    this.next = rows.hasNext() ? rows.next() : null;
  }

  private static Spot[] spots(TopicCells cells) {
    int first = WINDOWS + Grain.values().length;
    List<Dimension> dimensions = cells.dimensions();
    return dimensions.stream()
        .flatMap(
            d ->
                cells.grains(d).stream()
                    .map(
                        g ->
                            new Spot(
                                first + dimensions.indexOf(d),
                                d.id(),
                                g.ordinal(),
                                kept(cells, d, g))))
        .toArray(Spot[]::new);
  }

  private static long kept(TopicCells cells, Dimension dimension, Grain grain) {
    long kept = 0;
    for (int i = 0; i < cells.metrics().size(); i++) {
      kept |= cells.metrics().get(i).isKept(dimension, grain) ? 1L << i : 0;
    }
    return kept;
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext() && next != null) {
      tallies.clear();
      countMany();
      ready = tallies.entrySet().stream().map(e -> row(e.getKey(), e.getValue())).iterator();
    }
    return ready.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.next();
  }

  private void countMany() {
    while (next != null && tallies.size() < CELLS_AT_ONCE) {
      countText(next.getString(TEXT));
    }
  }

  private void countText(String text) {
    texts++;
    while (next != null && next.getString(TEXT).equals(text)) {
      count(next);
      next = rows.hasNext() ? rows.next() : null;
    }
  }

  private void count(Row fact) {
    long counts = fact.getLong(COUNTS);
    for (int i = 0; i < spots.length; i++) {
      Spot spot = spots[i];
      String value = fact.getString(spot.column);
      long which = counts & spot.kept;
      if (value != null && which != 0) {
        long window = fact.getLong(WINDOWS + spot.grain);
        Place place = new Place(i, window, caps.shown(spot.by, spot.grain, window, value));
        tallies.computeIfAbsent(place, p -> new Tally(metrics.size())).add(texts, which);
      }
    }
  }

  private Row row(Place place, Tally tally) {
    Spot spot = spots[place.spot];
    Object[] columns = new Object[4 + tally.counts.length];
    columns[0] = spot.by;
    columns[1] = place.value;
    columns[2] = spot.grain;
    columns[3] = place.window;
    for (int i = 0; i < tally.counts.length; i++) {
      columns[4 + i] = tally.counts[i];
    }
    return RowFactory.create(columns);
  }
}
