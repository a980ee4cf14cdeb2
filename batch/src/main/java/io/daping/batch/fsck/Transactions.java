package io.daping.batch.fsck;

import io.daping.batch.store.StoredTable;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.Intent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/**
 * The transaction ids {@code daping/QUERY/GENERATION/TABLE} in the tables, beside what HBase
 * remembers that each query was about to do. A table without rows of a micro-batch is not written
 * by it, so it may stay behind; bronze is written first, so no other may be ahead of it.
 */
record Transactions(SparkSession spark, List<String> tables, ControlStore control)
    implements Check {
  private static final Pattern ID = Pattern.compile("daping/([^/]+)/(\\d+)/([^/]+)");
  private static final String BRONZE = "bronze";

  /** The last micro-batch of a query's generation that a table has. */
  private record Written(String table, String id, long batch) {
    String text() {
      return "table %s has micro-batch %d of %s".formatted(table, batch, id);
    }
  }

  @Override
  public String name() {
    return "transactions";
  }

  @Override
  public String proves() {
    return "no table has a micro-batch that its query has not begun, and none is ahead of bronze";
  }

  @Override
  public void look(Findings found) {
    List<Written> all = new ArrayList<>();
    // Bronze last: while intake runs, it is never behind those that were read before.
    Comparator<StoredTable> bronzeLast = Comparator.comparing(t -> t.name().equals(BRONZE));
    tables.stream()
        .map(path -> new StoredTable(spark, path))
        .sorted(bronzeLast)
        .forEach(t -> t.transactions().forEach((id, n) -> all.add(new Written(t.name(), id, n))));
    Map<String, Long> ofBronze = new HashMap<>();
    all.stream()
        .filter(w -> w.table().equals(BRONZE))
        .forEach(w -> ofBronze.put(withoutTable(w.id()), w.batch()));
    all.forEach(written -> look(written, ofBronze, found));
  }

  private void look(Written written, Map<String, Long> ofBronze, Findings found) {
    Matcher id = ID.matcher(written.id());
    if (!id.matches()) {
      return; // not of a streaming query
    }
    found.figure("ids", 1);
    if (!id.group(3).equals(written.table())) {
      found.add(written.text() + ": that is an id of another table");
    }
    Optional<Intent> intent = control.intent(id.group(1));
    if (intent.isEmpty()) {
      found.add(written.text() + ", but HBase knows nothing of this query");
      return;
    }
    ahead(written, Integer.parseInt(id.group(2)), intent.get()).ifPresent(found::add);
    Long bronze = ofBronze.get(withoutTable(written.id()));
    if (bronze != null && written.batch() > bronze) {
      found.add("%s, but bronze ends with %d".formatted(written.text(), bronze));
    }
  }

  private static Optional<String> ahead(Written written, int generation, Intent intent) {
    boolean isAhead =
        generation > intent.generation()
            || generation == intent.generation() && written.batch() > intent.batch();
    return isAhead
        ? Optional.of(
            "%s, but the query has begun no later one than %d of generation %d"
                .formatted(written.text(), intent.batch(), intent.generation()))
        : Optional.empty();
  }

  private static String withoutTable(String id) {
    return id.substring(0, id.lastIndexOf('/') + 1);
  }
}
