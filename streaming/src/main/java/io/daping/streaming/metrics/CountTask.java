package io.daping.streaming.metrics;

import com.google.common.collect.Iterators;
import com.google.common.collect.PeekingIterator;
import io.daping.common.catalogue.Grain;
import io.daping.common.event.AppLogEvent;
import io.daping.common.event.Event;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.Topic;
import io.daping.common.fact.Source;
import io.daping.common.hbase.OrderStore;
import io.daping.common.hbase.SharedHBase;
import io.daping.streaming.judge.Court;
import io.daping.streaming.judge.Fate;
import io.daping.streaming.judge.Judged;
import io.daping.streaming.judge.KafkaRecord;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.judge.PartitionRecords;
import io.daping.streaming.judge.Sitting;
import io.daping.streaming.metrics.Partial.Kind;
import io.daping.streaming.query.PartitionSummary;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/**
 * Reads Kafka partitions of a micro-batch: parses, judges and counts each record once, and hands
 * over a few hundred partial cells in place of many thousand events.
 */
record CountTask(Broadcast<MetricsPlan> plan, Court court, MicroBatch batch)
    implements FlatMapFunction<Iterator<KafkaRecord>, Partial> {

  @Override
  public Iterator<Partial> call(Iterator<KafkaRecord> records) {
    PeekingIterator<KafkaRecord> left = Iterators.peekingIterator(records);
    List<Partial> partials = new ArrayList<>();
    IntakeCounts intake = new IntakeCounts(plan.value().graceMs(Grain.MINUTE));
    OrderMemory orders =
        new OrderMemory(new OrderStore(SharedHBase.of(court.hbase())), batch.timestamp());
    Sitting sitting = court.sitting(batch);
    while (left.hasNext()) {
      Counting counting = new Counting(intake, orders);
      sitting.judge(new PartitionRecords(left), counting::take);
      partials.addAll(counting.partials());
    }
    sitting.end();
    orders.commit();
    if (!partials.isEmpty() && plan.value().countsRecords()) {
      partials.addAll(judged(intake));
    }
    return partials.iterator();
  }

  private List<Partial> judged(IntakeCounts intake) {
    try (FactCounter counter = new FactCounter(plan.value().of(Source.INTAKE), plan.value())) {
      intake.count(counter);
      return PartialCells.of(counter);
    }
  }

  /** One run through the partition. */
  private final class Counting {
    /** A request to HBase costs as much as hundreds of the orders in it. */
    private static final int ORDER_EVENTS_AT_ONCE = 8_192;

    private final SeenErrors errors = new SeenErrors();
    private final List<OrderEvent> orderEvents = new ArrayList<>();
    private final IntakeCounts intake;
    private final OrderMemory orders;
    private Topic topic;
    private int partition;
    private FactCounter counter;
    private long maxEventTime = Long.MIN_VALUE;
    private long maxLeadMs = Long.MIN_VALUE;

    private Counting(IntakeCounts intake, OrderMemory orders) {
      this.intake = intake;
      this.orders = orders;
    }

    void take(List<Judged> run) {
      begin(run.get(0));
      for (Judged judged : run) {
        intake.take(judged);
        if (judged.fate() instanceof Fate.Accepted accepted) {
          Event event = accepted.event();
          long recordTime = judged.record().recordTime();
          counter.arrived(event, recordTime);
          maxEventTime = Math.max(maxEventTime, event.eventTime());
          maxLeadMs = Math.max(maxLeadMs, event.eventTime() - recordTime);
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
      if (orderEvents.size() >= ORDER_EVENTS_AT_ONCE) {
        countOrders();
      }
    }

    private void countOrders() {
      orders.take(orderEvents, change -> counter.count(change.event(), change.weight()));
      orderEvents.clear();
    }

    List<Partial> partials() {
      countOrders();
      counter.close();
      Source source = Source.of(topic);
      List<Partial> partials = new ArrayList<>();
      partials.addAll(PartialCells.of(counter));
      partials.addAll(errors.partials(court.intake().fingerprints()));
      partials.add(new Partial(Kind.SUMMARY, source, 0, summary().toJson()));
      return partials;
    }

    private PartitionSummary summary() {
      return new PartitionSummary(topic.topicName(), partition, maxEventTime, maxLeadMs);
    }

    private void begin(Judged first) {
      if (counter == null) {
        topic = first.record().topic();
        partition = first.record().partition();
        counter = new FactCounter(plan.value().of(topic), plan.value());
      }
    }
  }
}
