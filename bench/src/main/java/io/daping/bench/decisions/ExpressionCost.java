package io.daping.bench.decisions;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Metric;
import io.daping.common.config.Configuration;
import io.daping.common.event.Event;
import io.daping.common.event.Topic;
import io.daping.common.fact.Facts;
import io.daping.common.fact.Source;
import io.daping.common.spark.FactSchema;
import io.daping.streaming.metrics.MetricsPlan;
import io.daping.streaming.metrics.TopicPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.InterpretedMutableProjection;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/** What it costs to compute what a fact adds to every metric of its topic, as CPU time. */
public final class ExpressionCost {
  private static final int ROUNDS = 15;
  private static final int FACTS = 300_000;

  private ExpressionCost() {}

  /** Argument: the folder of the recorded data. */
  public static void main(String[] args) throws IOException {
    try (SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate()) {
      MetricsPlan plan =
          MetricsPlan.compile(spark, Catalogue.load(), Configuration.defaults(Path.of("unused")));
      for (Topic topic : Topic.values()) {
        measure(
            spark,
            plan.topics().get(Source.of(topic).ordinal()),
            facts(topic, JudgingCost.events(topic, Lab.recorded(Path.of(args[0]), topic))));
      }
    }
  }

  private static void measure(SparkSession spark, TopicPlan plan, List<Object[]> facts) {
    MutableProjection generated =
        MutableProjection.create(plan.projections().contributions(), plan.projections().columns());
    MutableProjection interpreted =
        new InterpretedMutableProjection(
            plan.projections().contributions(), plan.projections().columns());
    Dataset<Row> rows =
        spark
            .createDataFrame(
                facts.stream().map(RowFactory::create).toList(), FactSchema.of(plan.source()))
            .coalesce(1)
            .persist();
    rows.count();
    Map<String, LongSupplier> ways = new LinkedHashMap<>();
    ways.put("by hand, in Java", () -> byHand(plan.source(), facts));
    ways.put("facts in Spark's form, nothing else", () -> inSparksForm(facts));
    ways.put("generated projection", () -> project(generated, facts));
    boolean[] named = named(plan);
    ways.put("generated, only named columns converted", () -> project(generated, facts, named));
    ways.put("interpreted projection", () -> project(interpreted, facts));
    ways.put("Dataset.selectExpr, then a typed map", () -> dataset(plan, rows));
    Map<String, List<Double>> micros = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      ways.forEach(
          (name, way) ->
              micros.computeIfAbsent(name, n -> new ArrayList<>()).add(timed(way, facts.size())));
    }
    Lab.say("%s: %d metrics, %d facts", plan.source(), plan.metrics().size(), facts.size());
    micros.forEach(
        (name, m) -> Lab.say("  %-40s %.3f µs a fact", name, Lab.median(m.subList(5, ROUNDS))));
  }

  private static double timed(LongSupplier way, int facts) {
    double begun = Lab.cpuMs();
    if (way.getAsLong() == 0) {
      throw new IllegalStateException("nothing counts");
    }
    return (Lab.cpuMs() - begun) * 1e3 / facts;
  }

  private static List<Object[]> facts(Topic topic, List<Event> events) {
    List<Object[]> facts = new ArrayList<>();
    for (Event event : events) {
      facts.addAll(Facts.of(event));
    }
    return facts.subList(0, Math.min(FACTS, facts.size()));
  }

  /** The same definitions as the catalogue's, as a programmer would write them. */
  private static long byHand(Source source, List<Object[]> facts) {
    int status = Facts.position(source, source == Source.ORDER ? "status" : "action");
    int worth = Facts.position(source, "line_worth");
    int quantity = Facts.position(source, "quantity");
    int who = Facts.position(source, source == Source.ORDER ? "user_id" : "visitor_id");
    long[] sums = new long[7];
    for (Object[] fact : facts) {
      if (source == Source.BROWSE) {
        if ("view".equals(fact[status])) {
          sums[0]++;
          sums[1] += ((String) fact[who]).length();
        }
      } else if ("CREATED".equals(fact[status])) {
        sums[0] += (Long) fact[worth];
        sums[1]++;
      } else {
        boolean paid = "PAID".equals(fact[status]);
        sums[2] += paid ? (Long) fact[worth] : -(Long) fact[worth];
        if (paid) {
          sums[3] += (Long) fact[worth];
          sums[4]++;
          sums[5] += (Long) fact[quantity];
          sums[6] += fact[who] == null ? 0 : ((String) fact[who]).length();
        }
      }
    }
    return Arrays.stream(sums).sum();
  }

  private static long inSparksForm(List<Object[]> facts) {
    long fields = 0;
    for (Object[] fact : facts) {
      fields += internal(fact).numFields();
    }
    return fields;
  }

  private static long project(MutableProjection projection, List<Object[]> facts) {
    long counting = 0;
    for (Object[] fact : facts) {
      InternalRow row = projection.apply(internal(fact));
      for (int i = 0; i < row.numFields(); i++) {
        counting += row.isNullAt(i) ? 0 : 1;
      }
    }
    return counting;
  }

  private static long project(MutableProjection projection, List<Object[]> facts, boolean[] named) {
    long counting = 0;
    for (Object[] fact : facts) {
      Object[] values = new Object[fact.length];
      for (int i = 0; i < fact.length; i++) {
        if (named[i]) {
          values[i] = fact[i] instanceof String text ? UTF8String.fromString(text) : fact[i];
        }
      }
      InternalRow row = projection.apply(new GenericInternalRow(values));
      for (int i = 0; i < row.numFields(); i++) {
        counting += row.isNullAt(i) ? 0 : 1;
      }
    }
    return counting;
  }

  /** Which of the facts' columns any expression of the topic names. */
  private static boolean[] named(TopicPlan plan) {
    List<Expression> expressions = CollectionConverters.asJava(plan.projections().contributions());
    List<Attribute> columns = CollectionConverters.asJava(plan.projections().columns());
    boolean[] named = new boolean[columns.size()];
    for (int i = 0; i < named.length; i++) {
      Attribute column = columns.get(i);
      named[i] = expressions.stream().anyMatch(e -> e.references().contains(column));
    }
    return named;
  }

  private static long dataset(TopicPlan plan, Dataset<Row> rows) {
    MapPartitionsFunction<Row, Long> count =
        partition -> {
          long counting = 0;
          while (partition.hasNext()) {
            Row row = partition.next();
            for (int i = 0; i < row.length(); i++) {
              counting += row.isNullAt(i) ? 0 : 1;
            }
          }
          return List.of(counting).iterator();
        };
    String[] expressions = plan.metrics().stream().map(Metric::contribution).toArray(String[]::new);
    return rows.selectExpr(expressions).mapPartitions(count, Encoders.LONG()).first();
  }

  private static InternalRow internal(Object[] fact) {
    Object[] values = new Object[fact.length];
    for (int i = 0; i < fact.length; i++) {
      values[i] = fact[i] instanceof String text ? UTF8String.fromString(text) : fact[i];
    }
    return new GenericInternalRow(values);
  }
}
