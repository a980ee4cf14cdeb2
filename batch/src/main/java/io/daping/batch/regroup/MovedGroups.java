package io.daping.batch.regroup;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.error.ErrorGroup;
import io.daping.common.error.Fingerprints;
import io.daping.common.error.MovedErrors;
import io.daping.common.error.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Adds up, by day, the errors whose fingerprint is not the one that the stream counted them by. */
record MovedGroups(Fingerprints fingerprints) implements MapPartitionsFunction<Row, Row> {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private static final StructType PARTIAL =
      new StructType()
          .add("day", DataTypes.DateType)
          .add("came", DataTypes.BooleanType)
          .add("group", DataTypes.BinaryType);

  /** One side of a move. */
  private record Side(LocalDate day, String fingerprint, boolean came) {}

  /**
   * @param errors rows of {@link GroupRules#anew}
   */
  Map<LocalDate, Map<String, MovedErrors>> of(Dataset<Row> errors) {
    List<Row> partials =
        errors
            .where(col(GroupRules.OWN).notEqual(col(GroupRules.COUNTED_AS)))
            .mapPartitions(this, Encoders.row(PARTIAL))
            .collectAsList();
    Map<Side, ErrorGroup> sides = new HashMap<>();
    for (Row row : partials) {
      ErrorGroup group = group(row.getAs(2));
      Side side = new Side(row.getDate(0).toLocalDate(), group.fingerprint(), row.getBoolean(1));
      sides.merge(side, group, ErrorGroup::merge);
    }
    return moves(sides);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Map<Side, ErrorGroup> sides = new HashMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      Sample sample = sample(row);
      add(row, GroupRules.OWN, sample, sides);
      add(row, GroupRules.COUNTED_AS, sample, sides);
    }
    List<Row> partials = new ArrayList<>();
    sides.forEach((side, group) -> partials.add(partial(side, group.titled(fingerprints))));
    return partials.iterator();
  }

  private static void add(Row row, String name, Sample sample, Map<Side, ErrorGroup> sides) {
    LocalDate day = row.<Date>getAs("day").toLocalDate();
    String fingerprint = row.getAs(name);
    Side side = new Side(day, fingerprint, name.equals(GroupRules.OWN));
    sides.merge(side, ErrorGroup.of(fingerprint, sample), ErrorGroup::merge);
  }

  private static Map<LocalDate, Map<String, MovedErrors>> moves(Map<Side, ErrorGroup> sides) {
    Map<LocalDate, Map<String, MovedErrors>> moves = new HashMap<>();
    for (Side side : sides.keySet()) {
      MovedErrors moved =
          new MovedErrors(
              sides.get(new Side(side.day, side.fingerprint, true)),
              sides.get(new Side(side.day, side.fingerprint, false)));
      moves.computeIfAbsent(side.day, day -> new HashMap<>()).put(side.fingerprint, moved);
    }
    return moves;
  }

  private static Sample sample(Row row) {
    return new Sample(
        row.getAs("event_id"),
        row.<Long>getAs("event_time"),
        row.getAs("level"),
        row.getAs("host"),
        row.getAs("thread"),
        row.getAs("release"),
        row.getAs("trace_id"),
        GroupRules.text(
            row.getAs("app"), row.getAs("logger"), row.getAs("message"), row.getAs("exception")));
  }

  private static Row partial(Side side, ErrorGroup group) {
    try {
      return RowFactory.create(Date.valueOf(side.day), side.came, JSON.writeValueAsBytes(group));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  private static ErrorGroup group(byte[] json) {
    try {
      return JSON.readValue(json, ErrorGroup.class);
    } catch (IOException e) {
      throw new UncheckedIOException("a task handed over no group of errors", e);
    }
  }
}
