package io.daping.bench.decisions;

import com.google.common.collect.Lists;
import io.daping.common.config.Settings;
import io.daping.common.event.BrowseEvent;
import io.daping.common.event.Event;
import io.daping.common.event.Topic;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.JourneyStore;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.journey.ItemView;
import io.daping.common.journey.SoldLine;
import io.daping.common.privacy.ProtectedReceiver;
import io.daping.common.spark.SilverSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where attribution finds views: in HBase, by visitor and item, or in silver, by a join, which has
 * more files with each commit of intake. The recorded views are used; every tenth is bought from,
 * an hour later.
 */
public final class ViewMemory {
  private static final int RUN = 1_000;
  private static final int PAYMENTS = 1_000;
  private static final int[] FILES = {10, 100};

  private static final StructType LINE =
      new StructType()
          .add("order_event_id", DataTypes.StringType)
          .add("item_id", DataTypes.StringType);

  private ViewMemory() {}

  /** Arguments: the home, the folder of the recorded data. */
  public static void main(String[] args) {
    List<Event> events =
        JudgingCost.events(Topic.BROWSE, Lab.recorded(Path.of(args[1]), Topic.BROWSE));
    List<ItemView> views = events.stream().map(e -> view((BrowseEvent) e)).toList();
    List<SoldLine> sold = new ArrayList<>();
    for (int i = 0; i < views.size(); i += 10) {
      sold.add(sold(views.get(i)));
    }
    try (Lab lab = Lab.open(args[0])) {
      Settings leg = lab.leg(Map.of());
      inHBase(new JourneyStore(SharedHBase.of(HBase.Target.of(leg))), views, sold);
      inSilver(lab.spark(), leg.tables().path() + "/views", events, sold);
    }
  }

  private static void inHBase(JourneyStore store, List<ItemView> views, List<SoldLine> sold) {
    long timestamp = System.currentTimeMillis();
    Lab.say("put a view: %.0f µs", each(views, run -> store.addViews(timestamp, run)));
    Lab.say("put a sold line: %.0f µs", each(sold, run -> store.addSales(timestamp, run)));
    Lab.say("look for sales of a view: %.0f µs", each(views, store::salesAfter));
    Lab.say(
        "look for the view of a line: %.0f µs",
        each(sold, run -> store.lastViews(List.copyOf(run))));
  }

  private static void inSilver(
      SparkSession spark, String path, List<Event> events, List<SoldLine> sold) {
    List<Row> lines =
        sold.stream()
            .limit(PAYMENTS)
            .map(line -> RowFactory.create(line.orderEventId(), line.itemId()))
            .toList();
    Dataset<Row> bought = spark.createDataFrame(lines, LINE).persist();
    for (int files : FILES) {
      String folder = path + files;
      spark
          .createDataFrame(
              events.stream().map(e -> SilverSchema.row(e, ProtectedReceiver.NONE)).toList(),
              SilverSchema.of(Topic.BROWSE))
          .repartition(files)
          .write()
          .format("delta")
          .save(folder);
      List<Double> times = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        long begun = System.nanoTime();
        spark
            .read()
            .format("delta")
            .load(folder)
            .join(bought, "item_id")
            .where("action = 'view'")
            .groupBy("order_event_id")
            .count()
            .count();
        times.add((System.nanoTime() - begun) / 1e6);
      }
      Lab.say("join with %d files: %.0f ms a micro-batch", files, Lab.median(times));
    }
  }

  private static <T> double each(List<T> all, Consumer<Collection<T>> step) {
    List<Double> micros = new ArrayList<>();
    for (List<T> run : Lists.partition(all, RUN)) {
      long begun = System.nanoTime();
      step.accept(run);
      micros.add((System.nanoTime() - begun) / 1e3 / run.size());
    }
    return Lab.median(micros);
  }

  private static ItemView view(BrowseEvent e) {
    return new ItemView(
        e.eventId(), e.eventTime(), e.visitorId(), e.userId(), e.itemId(), e.recommendationId());
  }

  private static SoldLine sold(ItemView view) {
    return new SoldLine(
        "order of " + view.eventId(),
        1,
        "order of " + view.eventId(),
        view.time() + 3_600_000,
        view.visitorId(),
        view.userId(),
        view.itemId(),
        "CNY",
        1,
        100);
  }
}
