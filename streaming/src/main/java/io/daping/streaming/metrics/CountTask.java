package io.daping.streaming.metrics;

import com.google.common.collect.Iterators;
import com.google.common.collect.PeekingIterator;
import io.daping.common.event.AppLogEvent;
import io.daping.common.event.Event;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.Topic;
import io.daping.common.hbase.OrderStore;
import io.daping.common.hbase.SharedHBase;
import io.daping.streaming.judge.Court;
import io.daping.streaming.judge.Fate;
import io.daping.streaming.judge.Judged;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.judge.PartitionRows;
import io.daping.streaming.query.PartitionSummary;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Reads Kafka partitions of a micro-batch: parses, judges and counts each record once, and hands
 * over a few hundred partial cells in place of many thousand events.
 */
record CountTask(Broadcast<MetricsPlan> plan, Court court, MicroBatch batch)
    implements MapPartitionsFunction<Row, Row> {

  /**
   * What a task hands over: a row of {@link #CELLS} with its {@link PartialCells}, one of {@link
   * #SUMMARY} with a {@link PartitionSummary}, and one of {@link SeenErrors#GROUP} a group of
   * errors.
   */
  static final StructType PARTIAL =
      new StructType()
          .add("kind", DataTypes.IntegerType)
          .add("topic", DataTypes.IntegerType)
          .add("content", DataTypes.BinaryType);

  static final int CELLS = 0;
  static final int SUMMARY = 1;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    PeekingIterator<Row> left = Iterators.peekingIterator(rows);
    List<Row> partials = new ArrayList<>();
    while (left.hasNext()) {
      Counting counting = new Counting();
      court.judgeAll(new PartitionRows(left), batch, counting::take);
      partials.addAll(counting.partials());
    }
    return partials.iterator();
  }

  /** One run through the partition. */
  private final class Counting {
    private final OrderMemory orders =
        new OrderMemory(new OrderStore(SharedHBase.of(court.hbase())), batch.timestamp());
    private final SeenErrors errors = new SeenErrors();
    private Topic topic;
    private FactCounter counter;
    private PartitionSummary summary;

    void take(List<Judged> run) {
      begin(run.get(0));
      List<OrderEvent> orderEvents = new ArrayList<>();
      for (Judged judged : run) {
        if (judged.fate() instanceof Fate.Accepted accepted) {
          Event event = accepted.event();
          long recordTime = judged.record().recordTime();
          counter.arrived(event, recordTime);
          summary = summary.with(event.eventTime(), recordTime);
          if (event instanceof OrderEvent order) {
            orderEvents.add(order);
          } else {
            counter.count(event, 1);
          }
          if (event instanceof AppLogEvent log) {
            errors.take(log);
          }
        }
      }
      orders.take(orderEvents, change -> counter.count(change.event(), change.weight()));
    }

    List<Row> partials() {
      orders.commit();
      counter.close();
      List<Row> partials = new ArrayList<>();
      partials.add(RowFactory.create(CELLS, topic.ordinal(), PartialCells.of(counter)));
      partials.addAll(errors.partials(court.intake().fingerprints()));
      partials.add(RowFactory.create(SUMMARY, topic.ordinal(), summary.toJson()));
      return partials;
    }

    private void begin(Judged first) {
      if (counter == null) {
        topic = first.record().topic();
        counter = new FactCounter(plan.value().of(topic), plan.value());
        summary = PartitionSummary.empty(topic.topicName(), first.record().partition());
      }
    }
  }
}
