package io.daping.batch;

import io.daping.common.config.Configuration;
import io.daping.common.event.Event;
import io.daping.common.event.Topic;
import io.daping.common.privacy.ProtectedReceiver;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.Sessions;
import io.daping.common.spark.SilverSchema;
import io.daping.common.testing.Events;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The tests' Spark session, and silver rows of events. */
public final class TestSpark {
  private TestSpark() {}

  /** One for all test classes of the process. */
  public static SparkSession session() {
    return Lazy.SESSION;
  }

  private static final class Lazy {
    private static final SparkSession SESSION = start();

    private static SparkSession start() {
      try {
        Map<String, String> overrides = Map.of("stream.master", "local[2]");
        SparkSession spark =
            Sessions.start(
                "test",
                Configuration.load(Files.createTempDirectory("daping-test-"), null, overrides));
        // Compiling the plans would take most of the time, for a handful of rows.
        spark.conf().set("spark.sql.codegen.wholeStage", "false");
        spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        spark.conf().set("spark.sql.shuffle.partitions", "2");
        // What is planned anew at each stage is the same at two rows.
        spark.conf().set("spark.sql.adaptive.enabled", "false");
        return spark;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * An event as it came.
   *
   * @param repairs the offset of the refused record that it replaces, or null
   */
  public record Came(Event event, Instant recordTime, long offset, Long repairs) {
    public Came(Event event, Instant recordTime, long offset) {
      this(event, recordTime, offset, null);
    }

    Came repairing(long refused) {
      return new Came(event, recordTime, offset, refused);
    }
  }

  /** Events that came in this order, each at its event time. */
  public static List<Came> inOrder(List<? extends Event> events) {
    return inOrder(events, 0);
  }

  /**
   * @param offset of the first
   */
  public static List<Came> inOrder(List<? extends Event> events, long offset) {
    List<Came> came = new ArrayList<>();
    for (Event event : events) {
      came.add(new Came(event, Instant.ofEpochMilli(event.eventTime()), offset + came.size()));
    }
    return came;
  }

  /** Silver of one topic; events of other topics are left out. */
  public static Dataset<Row> silver(Topic topic, List<Came> events, ZoneId zone) {
    StructType schema = new DeltaTables("unused").silver(topic).schema();
    List<Row> rows =
        events.stream()
            .filter(came -> came.event().topic() == topic)
            .map(came -> row(came, zone))
            .toList();
    return session().createDataFrame(rows, schema);
  }

  private static Row row(Came came, ZoneId zone) {
    Row own = SilverSchema.row(came.event(), ProtectedReceiver.NONE);
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < own.length(); i++) {
      values.add(own.get(i));
    }
    Instant time = Instant.ofEpochMilli(came.event().eventTime());
    values.add((long) Arrays.hashCode(Events.json(came.event())));
    values.add(0L);
    values.add(came.repairs() == null ? null : 0);
    values.add(came.repairs());
    values.add(0);
    values.add(came.offset());
    values.add(Timestamp.from(came.recordTime()));
    values.add(Date.valueOf(time.atZone(zone).toLocalDate()));
    return RowFactory.create(values.toArray());
  }
}
