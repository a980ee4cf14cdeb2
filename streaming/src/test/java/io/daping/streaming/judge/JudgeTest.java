package io.daping.streaming.judge;

import static io.daping.common.testing.Events.DAY;
import static io.daping.common.testing.Events.at;
import static io.daping.common.testing.Events.json;
import static io.daping.common.testing.Events.paid;
import static io.daping.common.testing.Events.withId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.event.Event;
import io.daping.common.event.Intake;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.Reason;
import io.daping.common.event.Topic;
import io.daping.common.hbase.SeenStore;
import io.daping.common.privacy.Receiver;
import io.daping.common.testing.RandomShop;
import io.daping.common.testing.TestTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One fate a record, whatever happens to the process between two of them. */
final class JudgeTest {
  private static final OrderEvent PAID = paid("u1", at("10:00"), 9_900);
  private static final OrderEvent OTHER_PAYLOAD =
      withId(paid("u1", at("10:00"), 1), PAID.eventId());
  private static final long NOW = at(DAY.plusDays(3), "00:00");
  private static final Fate DUPLICATE = new Fate.Duplicate();
  private static final Fate CONFLICT =
      new Fate.Quarantined(
          Reason.CONFLICT, "event_id " + PAID.eventId() + " came with another payload before");

  private static TestTables tables;
  private static int partitions;

  private SeenIds memory;
  private int partition;

  @BeforeAll
  static void create() {
    tables = TestTables.create();
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @BeforeEach
  void takeAPartition() {
    partition = partitions++;
    restart();
  }

  @Test
  void theSameRecordAgainIsADuplicate() {
    assertThat(batch(0, log(PAID, PAID))).containsExactly(accepted(PAID), DUPLICATE);
    assertThat(batch(2, log(PAID))).containsExactly(DUPLICATE);
  }

  @Test
  void anotherPayloadUnderTheSameIdIsAConflictAndTheFirstStands() {
    assertThat(batch(0, log(PAID, OTHER_PAYLOAD, PAID)))
        .containsExactly(accepted(PAID), CONFLICT, DUPLICATE);
    assertThat(batch(3, log(OTHER_PAYLOAD, PAID))).containsExactly(CONFLICT, DUPLICATE);
  }

  @Test
  void whatWasAcceptedIsKnownAfterARestart() {
    batch(0, log(PAID));
    restart();
    assertThat(batch(1, log(PAID, OTHER_PAYLOAD))).containsExactly(DUPLICATE, CONFLICT);
  }

  @Test
  void aRepeatedMicroBatchHasTheSameFatesBeforeAndAfterARestart() {
    List<KafkaRecord> log = log(PAID, PAID, OTHER_PAYLOAD, paid("u2", at("10:00"), 5));
    List<Fate> first = batch(0, log);
    assertThat(batch(0, log)).isEqualTo(first);
    restart();
    assertThat(batch(0, log)).isEqualTo(first);
    assertThat(first).contains(accepted(PAID));
  }

  @Test
  void aMicroBatchThatFellBeforeItsEndHasRememberedNothing() {
    List<KafkaRecord> log = log(PAID, PAID);
    memory.begin(0);
    new Judge(intake(), memory, store(), NOW).judge(log);
    assertThat(batch(0, log)).containsExactly(accepted(PAID), DUPLICATE);
  }

  @Test
  void aMemoryThatAnotherTaskHasBegunWithMeanwhileIsNotTakenAsWhole() {
    List<KafkaRecord> log = log(PAID, paid("u2", at("10:00"), 5));
    memory.begin(0);
    new Judge(intake(), memory, store(), NOW).judge(log);
    Learned learned = memory.learned(2);
    memory.begin(0);
    new Judge(intake(), memory, store(), NOW).judge(log.subList(0, 1));
    Learned.remember(List.of(learned), store(), NOW);
    assertThat(batch(2, log)).containsExactly(DUPLICATE, DUPLICATE);
  }

  @Test
  void whatGaveWayToTheBudgetIsReadAgain() {
    IdBudget budget = new IdBudget(1);
    memory = new SeenIds(1, Topic.ORDER.ordinal(), partition, budget);
    OrderEvent later = paid("u2", at("10:01"), 5);
    batch(0, log(PAID, later));
    assertThat(memory.heldBytes()).as("the last minute stays").isEqualTo(IdBudget.bytes(1));
    assertThat(batch(2, log(PAID, OTHER_PAYLOAD, later)))
        .containsExactly(DUPLICATE, CONFLICT, DUPLICATE);
    restart();
    assertThat(batch(5, log(PAID))).containsExactly(DUPLICATE);
  }

  @Test
  void aRejectedRecordIsNotRemembered() {
    KafkaRecord broken = record(0, at("10:00"), "{".getBytes(UTF_8));
    KafkaRecord early = record(1, at("09:00"), json(PAID));
    KafkaRecord good = record(2, at("10:00"), json(PAID));
    assertThat(batch(0, List.of(broken, early, good)))
        .extracting(f -> f instanceof Fate.Quarantined q ? q.reason().code() : f)
        .containsExactly("not_json", "future", accepted(PAID));
  }

  @Test
  void aTombstoneIsQuarantined() {
    assertThat(batch(0, List.of(record(0, NOW, null))))
        .containsExactly(new Fate.Quarantined(Reason.NOT_JSON, "empty record"));
  }

  @Test
  void aRecordTimeFromTheFutureExcusesNoEventTimeFromTheFuture() {
    OrderEvent tomorrow = paid("u1", NOW + 86_400_000, 1);
    KafkaRecord record = record(0, tomorrow.eventTime(), json(tomorrow));
    assertThat(batch(0, List.of(record)))
        .containsExactly(
            new Fate.Quarantined(
                Reason.FUTURE, "event_time is 86400000 ms ahead of the record time"));
  }

  /** Each of them ends in one slice, one run; then in any slices, with repetitions and restarts. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void fatesDependOnNothingButTheLogUpToTheRecord(long seed) {
    Random random = new Random(seed);
    List<KafkaRecord> log = randomLog(random, seed);
    List<Fate> atOnce = batch(0, log);
    takeAPartition();
    List<Fate> sliced = new ArrayList<>();
    int from = 0;
    while (from < log.size()) {
      int to = Math.min(log.size(), from + 1 + random.nextInt(90));
      List<Fate> fates = inRuns(log, from, to, random);
      if (random.nextInt(3) == 0) {
        restart();
      }
      if (random.nextInt(3) == 0) {
        assertThat(inRuns(log, from, to, random)).isEqualTo(fates);
      }
      sliced.addAll(fates);
      from = to;
    }
    assertThat(sliced).isEqualTo(atOnce);
    assertThat(atOnce).contains(DUPLICATE);
    assertThat(atOnce)
        .anyMatch(f -> f instanceof Fate.Quarantined q && q.reason() == Reason.CONFLICT);
    assertThat(atOnce).filteredOn(f -> f instanceof Fate.Accepted).doesNotHaveDuplicates();
  }

  private List<KafkaRecord> randomLog(Random random, long seed) {
    List<OrderEvent> events = new RandomShop(seed).orders(120);
    List<KafkaRecord> log = new ArrayList<>();
    while (log.size() < 700) {
      OrderEvent event = events.get(random.nextInt(events.size()));
      byte[] value =
          switch (random.nextInt(10)) {
            case 0 -> "{}".getBytes(UTF_8);
            case 1 -> json(bySomebodyElse(event));
            default -> json(event);
          };
      log.add(record(log.size(), event.eventTime(), value));
    }
    return log;
  }

  private static OrderEvent bySomebodyElse(OrderEvent event) {
    return withId(paid("somebody else", event.eventTime(), 1), event.eventId());
  }

  private List<Fate> inRuns(List<KafkaRecord> log, int from, int to, Random random) {
    memory.begin(from);
    Judge judge = new Judge(intake(), memory, store(), timestamp(from));
    List<Fate> fates = new ArrayList<>();
    for (int at = from; at < to; ) {
      int end = Math.min(to, at + 1 + random.nextInt(40));
      judge.judge(log.subList(at, end)).forEach(j -> fates.add(j.fate()));
      at = end;
    }
    remember(to, timestamp(from));
    return fates;
  }

  private void remember(int end, long timestamp) {
    Learned.remember(List.of(memory.learned(end)), store(), timestamp);
  }

  /** One micro-batch of one run, from an offset on. */
  private List<Fate> batch(int offset, List<KafkaRecord> records) {
    memory.begin(offset);
    Judge judge = new Judge(intake(), memory, store(), timestamp(offset));
    List<Fate> fates = judge.judge(records).stream().map(Judged::fate).toList();
    remember(offset + records.size(), timestamp(offset));
    return fates;
  }

  /** Grows with the offset, is the same at each repetition, and is later than a random shop. */
  private static long timestamp(int offset) {
    return NOW + offset;
  }

  private void restart() {
    memory = new SeenIds(1, Topic.ORDER.ordinal(), partition, new IdBudget(1 << 20));
  }

  private static SeenStore store() {
    return new SeenStore(tables.hbase());
  }

  private static Intake intake() {
    return tables.settings().intake().rule();
  }

  private List<KafkaRecord> log(OrderEvent... events) {
    List<KafkaRecord> log = new ArrayList<>();
    for (OrderEvent event : events) {
      log.add(record(log.size(), event.eventTime(), json(event)));
    }
    return log;
  }

  private KafkaRecord record(long offset, long recordTime, byte[] value) {
    return new KafkaRecord(
        Topic.ORDER, partition, offset, recordTime, null, value, KafkaRecord.Origin.UNKNOWN);
  }

  private static Fate accepted(Event event) {
    return new Fate.Accepted(event, Receiver.NONE, Judge.hash(json(event)));
  }
}
