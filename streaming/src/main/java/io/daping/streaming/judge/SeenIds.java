package io.daping.streaming.judge;

import io.daping.common.hbase.SeenStore;
import io.daping.common.hbase.SeenStore.Ids;
import io.daping.common.hbase.SeenStore.Slot;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The ids of one Kafka partition that were accepted before, by minute of event time: a duplicate
 * bears its original's event time, so only the minutes that a micro-batch touches are looked at,
 * and those are in memory while they are fresh. Not safe for two threads.
 */
final class SeenIds {
  private final int reader;
  private final int topic;
  private final int partition;

  /** The minute asked last stands last. */
  private final Long2ObjectLinkedOpenHashMap<Minute> minutes = new Long2ObjectLinkedOpenHashMap<>();

  /** The minute asked last; records mostly follow each other in time. */
  private Minute last;

  /** The minutes of which this micro-batch accepted ids. */
  private final List<Minute> touched = new ArrayList<>();

  private final IdBudget budget;
  private long bytes;
  private long nextOffset = -1;
  private long begun;

  /** Of the budget: {@code bytes} as of the end of the last micro-batch. */
  private long held;

  /** The ids of a minute, and those of them that this micro-batch accepted, as pairs. */
  private static final class Minute {
    private final long number;
    private final Long2LongOpenHashMap payloads = new Long2LongOpenHashMap();
    private final LongArrayList accepted = new LongArrayList();

    private Minute(long number) {
      this.number = number;
    }
  }

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
    last = null;
    touched.forEach(minute -> minute.accepted.clear());
    touched.clear();
    nextOffset = -1;
    begun++;
  }

  /** Reads the minutes that are not in memory, as they were before the micro-batch. */
  void load(LongSet wanted, SeenStore store, long timestamp) {
    List<Slot> missing =
        wanted.longStream().filter(m -> !minutes.containsKey(m)).mapToObj(this::slot).toList();
    if (missing.isEmpty()) {
      return;
    }
    for (Ids ids : store.before(timestamp, missing)) {
      Minute minute = new Minute(ids.slot().minute());
      long[] pairs = ids.pairs();
      for (int i = 0; i < pairs.length; i += SeenStore.LONGS_PER_ID) {
        minute.payloads.putIfAbsent(pairs[i], pairs[i + 1]);
      }
      minutes.put(minute.number, minute);
      bytes += IdBudget.bytes(minute.payloads.size());
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
    Minute of = of(minute);
    int before = of.payloads.size();
    long known = of.payloads.putIfAbsent(id, payload);
    if (of.payloads.size() == before) {
      return known == payload ? Sighting.SAME_PAYLOAD : Sighting.OTHER_PAYLOAD;
    }
    bytes += IdBudget.BYTES_AN_ID;
    if (of.accepted.isEmpty()) {
      touched.add(of);
    }
    of.accepted.add(id);
    of.accepted.add(payload);
    return Sighting.NEW;
  }

  private Minute of(long minute) {
    if (last == null || last.number != minute) {
      last = minutes.getAndMoveToLast(minute);
    }
    return last;
  }

  /** What this micro-batch accepted, to be written. */
  Learned learned(long endOffset) {
    List<Ids> ids = new ArrayList<>(touched.size());
    for (Minute minute : touched) {
      ids.add(new Ids(slot(minute.number), minute.accepted.toLongArray()));
      minute.accepted.clear();
      minute.accepted.trim();
    }
    touched.clear();
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
      bytes -= IdBudget.bytes(oldest.next().payloads.size());
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
