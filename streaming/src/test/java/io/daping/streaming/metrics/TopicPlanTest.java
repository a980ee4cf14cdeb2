package io.daping.streaming.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.daping.common.catalogue.BadCatalogue;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.State;
import io.daping.common.event.Event;
import io.daping.common.event.Reason;
import io.daping.common.event.Topic;
import io.daping.common.fact.FactField;
import io.daping.common.fact.Facts;
import io.daping.common.fact.IntakeFact;
import io.daping.common.fact.Source;
import io.daping.common.spark.FactSchema;
import io.daping.common.testing.RandomShop;
import io.daping.streaming.testing.TestSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the stream computes for a fact is what Spark's own SQL computes. */
final class TopicPlanTest {
  private static final long SEED = 404;
  private static final SparkSession SPARK = TestSpark.session();
  private static final Catalogue CATALOGUE = Catalogue.load();

  @ParameterizedTest
  @EnumSource(Source.class)
  void theCompiledMethodEqualsSparksSqlOverTheWholeCatalogue(Source source) {
    List<Object[]> facts = facts(source);
    List<Metric> metrics = CATALOGUE.streamed(source);
    List<Row> expected =
        SPARK
            .createDataFrame(facts.stream().map(RowFactory::create).toList(), FactSchema.of(source))
            .selectExpr(metrics.stream().map(Metric::contribution).toArray(String[]::new))
            .collectAsList();
    MutableProjection projection = TopicPlan.compile(SPARK, source, CATALOGUE).projections().take();
    for (int i = 0; i < facts.size(); i++) {
      InternalRow actual = projection.apply(internal(facts.get(i)));
      assertThat(values(metrics, actual)).isEqualTo(values(expected.get(i)));
    }
    for (int m = 0; m < metrics.size(); m++) {
      int column = m;
      boolean countsAll = metrics.get(m).where().equals("true") && metrics.get(m).of() == null;
      assertThat(expected.stream().anyMatch(r -> r.isNullAt(column))).isNotEqualTo(countsAll);
      assertThat(expected).as(metrics.get(m).name()).anyMatch(r -> !r.isNullAt(column));
    }
  }

  @Test
  void theCatalogueThatShipsCompiles() {
    FactSchema.check(SPARK, CATALOGUE);
  }

  @Test
  void sqlThatDoesNotCompileIsToldWithItsMetricAllAtOnce() {
    Catalogue bad =
        Catalogue.of(
            ConfigFactory.parseString(
                    """
                    m { source = order, unit = pieces, state = sum, of = quantity, where = "true", description = d,
                        by = [total], grains = [day] }
                    catalogue { version = 1, dimensions { total { id = 0 } }
                      metrics {
                        no_column = ${m} { id = 1, of = weight }
                        no_sql = ${m} { id = 2, where = "status = = 'PAID'" }
                        good = ${m} { id = 3 }
                        no_condition = ${m} { id = 4, where = "quantity" }
                      } }
                    """)
                .resolve());
    assertThatThrownBy(() -> FactSchema.check(SPARK, bad))
        .isInstanceOf(BadCatalogue.class)
        .hasMessageContainingAll("metric no_column: ", "weight", "metric no_sql: ")
        .hasMessageContaining("metric no_condition: ")
        .message()
        .doesNotContain("metric good");
  }

  /** Of random events, and such as no event makes: any text, any number, any null. */
  private static List<Object[]> facts(Source source) {
    List<Object[]> facts = new ArrayList<>();
    for (Event event : new RandomShop(SEED).events(200, 800)) {
      if (Source.of(event.topic()) == source) {
        facts.addAll(Facts.of(event));
      }
    }
    if (source == Source.INTAKE) {
      facts.addAll(records());
    }
    Random random = new Random(SEED);
    for (int i = 0; i < 800; i++) {
      Object[] fact = facts.get(random.nextInt(facts.size())).clone();
      for (int f = 0; f < fact.length; f++) {
        if (random.nextInt(3) == 0) {
          fact[f] = any(Facts.fields(source).get(f), random);
        }
      }
      facts.add(fact);
    }
    return facts;
  }

  private static List<Object[]> records() {
    List<Object[]> facts = new ArrayList<>();
    for (IntakeFact.Fate fate : IntakeFact.Fate.values()) {
      facts.add(Facts.of(new IntakeFact(Topic.ORDER, fate, null, false)));
      facts.add(Facts.of(new IntakeFact(Topic.ORDER, fate, Reason.CONFLICT, true)));
    }
    return facts;
  }

  private static Object any(FactField field, Random random) {
    if (random.nextInt(3) == 0) {
      return null;
    }
    return field.type() == FactField.Type.LONG
        ? (Object) (random.nextLong() >> random.nextInt(63))
        : List.of("", "paid", "PAID", "view", "订单", "'", "😀").get(random.nextInt(7));
  }

  private static InternalRow internal(Object[] fact) {
    Object[] values = new Object[fact.length];
    for (int i = 0; i < fact.length; i++) {
      values[i] = fact[i] instanceof String text ? UTF8String.fromString(text) : fact[i];
    }
    return new GenericInternalRow(values);
  }

  private static List<Object> values(List<Metric> metrics, InternalRow row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      boolean text = metrics.get(i).state() == State.DISTINCT;
      values.add(
          row.isNullAt(i)
              ? null
              : text ? (Object) row.getUTF8String(i).toString() : row.getLong(i));
    }
    return values;
  }

  private static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(row.get(i));
    }
    return values;
  }
}
