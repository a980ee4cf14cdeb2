package io.daping.streaming.judge;

import io.daping.common.hbase.SeenStore;
import io.daping.common.hbase.SeenStore.Ids;
import io.daping.common.hbase.SeenStore.Slot;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ids of one Kafka partition that were accepted before, by minute of event time: a duplicate
 * bears its original's event time, so only the minutes that a micro-batch touches are looked at,
 * and those are in memory while they are fresh. Not safe for two threads.
 */
final class SeenIds {
  private final int reader;
  private final int topic;
  private final int partition;
  private final Map<Long, Long2LongOpenHashMap> minutes = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<Long, LongArrayList> accepted = new HashMap<>();
  private final IdBudget budget;
  private long bytes;
  private long nextOffset = -1;
  private long begun;

  /** Of the budget: {@code bytes} as of the end of the last micro-batch. */
  private long held;

  SeenIds(int reader, int topic, int partition, IdBudget budget) {
    this.budget = budget;
    this.reader = reader;
    this.topic = topic;
    this.partition = partition;
  }

  /**
   * Prepares for a micro-batch. What is in memory holds only if the last one ended where this one
   * begins; otherwise it is forgotten and read anew.
   */
  void begin(long startOffset) {
    if (nextOffset != startOffset) {
      minutes.clear();
      bytes = 0;
    }
    accepted.clear();
    nextOffset = -1;
    begun++;
  }

  /** Reads the minutes that are not in memory, as they were before the micro-batch. */
  void load(Collection<Long> wanted, SeenStore store, long timestamp) {
    List<Slot> missing =
        wanted.stream().filter(m -> !minutes.containsKey(m)).distinct().map(this::slot).toList();
    if (missing.isEmpty()) {
      return;
    }
    for (Ids ids : store.before(timestamp, missing)) {
      Long2LongOpenHashMap map = new Long2LongOpenHashMap();
      long[] pairs = ids.pairs();
      for (int i = 0; i < pairs.length; i += SeenStore.LONGS_PER_ID) {
        map.putIfAbsent(pairs[i], pairs[i + 1]);
      }
      minutes.put(ids.slot().minute(), map);
      bytes += IdBudget.bytes(map.size());
    }
  }

  /** What an id turns out to be. */
  enum Sighting {
    NEW,
    SAME_PAYLOAD,
    OTHER_PAYLOAD
  }

  /** Looks an id up and remembers it if it is new. Its minute must have been loaded. */
  Sighting see(long minute, long id, long payload) {
    Long2LongOpenHashMap map = minutes.get(minute);
    if (map.containsKey(id)) {
      return map.get(id) == payload ? Sighting.SAME_PAYLOAD : Sighting.OTHER_PAYLOAD;
    }
    map.put(id, payload);
    bytes += IdBudget.BYTES_AN_ID;
    LongArrayList pairs = accepted.computeIfAbsent(minute, m -> new LongArrayList());
    pairs.add(id);
    pairs.add(payload);
    return Sighting.NEW;
  }

  /** What this micro-batch accepted, to be written. */
  Learned learned(long endOffset) {
    List<Ids> ids = new ArrayList<>();
    accepted.forEach((minute, pairs) -> ids.add(new Ids(slot(minute), pairs.toLongArray())));
    accepted.clear();
    return new Learned(this, begun, endOffset, ids);
  }

  /**
   * It is written: from now on memory is good up to the offset, unless another task has begun with
   * it meanwhile.
   */
  synchronized void settle(long begun, long endOffset) {
    if (begun == this.begun) {
      nextOffset = endOffset;
      forgetOldest();
    }
  }

  /** Gives minutes back, the longest unasked first; the last one asked stays. */
  private void forgetOldest() {
    tellBudget();
    var oldest = minutes.values().iterator();
    while (budget.isExceeded() && minutes.size() > 1) {
      bytes -= IdBudget.bytes(oldest.next().size());
      oldest.remove();
      tellBudget();
    }
  }

  long heldBytes() {
    return held;
  }

  private void tellBudget() {
    budget.add(bytes - held);
    held = bytes;
  }

  private Slot slot(long minute) {
    return new Slot(reader, topic, partition, minute);
  }
}
