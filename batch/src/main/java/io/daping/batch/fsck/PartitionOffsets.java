package io.daping.batch.fsck;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import io.daping.batch.store.Trimmed;
import io.daping.batch.store.Trimmed.Partition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The offsets of one Kafka partition: those of bronze and those that {@code maintain} has deleted
 * must follow each other without a gap, and what was judged must be among them.
 *
 * @param trimmed what is gone
 */
record PartitionOffsets(Partition partition, List<OffsetBucket> buckets, RangeSet<Long> trimmed) {

  /** Each partition's, in order. */
  static List<PartitionOffsets> of(List<OffsetBucket> buckets, Trimmed trimmed) {
    Map<String, List<OffsetBucket>> byPartition =
        buckets.stream()
            .collect(
                Collectors.groupingBy(
                    b -> new Partition(b.topic(), b.partition()).toString(),
                    TreeMap::new,
                    Collectors.toList()));
    return byPartition.values().stream()
        .map(
            some -> {
              Partition p = new Partition(some.get(0).topic(), some.get(0).partition());
              return new PartitionOffsets(p, some, trimmed.of(p));
            })
        .toList();
  }

  /** Offsets of bronze, each counted once, and those that are gone. */
  long came() {
    return buckets.stream().mapToLong(b -> b.cameBits().cardinality()).sum()
        + Trimmed.count(trimmed);
  }

  long judged() {
    return buckets.stream().mapToLong(OffsetBucket::judged).sum();
  }

  /** The offset after the last one that bronze has had; 0 if it never had one. */
  long end() {
    long end = trimmed.isEmpty() ? 0 : trimmed.span().upperEndpoint();
    for (OffsetBucket bucket : buckets) {
      end = Math.max(end, bucket.cameBits().isEmpty() ? 0 : bucket.start() + last(bucket) + 1);
    }
    return end;
  }

  /** Names what is missing, and what was judged and never came. */
  void look(Findings found) {
    gaps(found);
    for (OffsetBucket bucket : buckets) {
      BitSet strange = bucket.judgedOnly();
      strange.andNot(gone(bucket.start()));
      runs(strange, 0, OffsetBucket.SIZE)
          .forEach(
              run ->
                  found.add(text(bucket.start(), run) + " in silver or quarantine, not in bronze"));
    }
  }

  private void gaps(Findings found) {
    Map<Long, OffsetBucket> byNumber =
        buckets.stream().collect(Collectors.toMap(OffsetBucket::number, Function.identity()));
    long first = first();
    long end = end();
    for (long number = first / OffsetBucket.SIZE; number * OffsetBucket.SIZE < end; number++) {
      long start = number * OffsetBucket.SIZE;
      OffsetBucket bucket = byNumber.get(number);
      if (bucket == null || !bucket.isPlain()) {
        BitSet missing = gone(start);
        if (bucket != null) {
          missing.or(bucket.cameBits());
        }
        missing.flip(0, OffsetBucket.SIZE);
        int from = (int) Math.max(0, first - start);
        int to = (int) Math.min(OffsetBucket.SIZE, end - start);
        runs(missing, from, to).forEach(run -> found.add(text(start, run) + " missing in bronze"));
      }
    }
  }

  private long first() {
    long first = trimmed.isEmpty() ? Long.MAX_VALUE : trimmed.span().lowerEndpoint();
    for (OffsetBucket bucket : buckets) {
      BitSet bits = bucket.cameBits();
      first = bits.isEmpty() ? first : Math.min(first, bucket.start() + bits.nextSetBit(0));
    }
    return first;
  }

  private static int last(OffsetBucket bucket) {
    return bucket.cameBits().length() - 1;
  }

  /** What is gone of the bucket that begins here. */
  private BitSet gone(long start) {
    BitSet gone = new BitSet();
    Range<Long> bucket = Range.closedOpen(start, start + OffsetBucket.SIZE);
    trimmed
        .subRangeSet(bucket)
        .asRanges()
        .forEach(
            r -> gone.set((int) (r.lowerEndpoint() - start), (int) (r.upperEndpoint() - start)));
    return gone;
  }

  /** The runs of set bits in {@code [from, to)}. */
  private static List<Range<Integer>> runs(BitSet bits, int from, int to) {
    List<Range<Integer>> runs = new ArrayList<>();
    int begin = bits.nextSetBit(from);
    while (begin >= 0 && begin < to) {
      int end = Math.min(to, bits.nextClearBit(begin));
      runs.add(Range.closedOpen(begin, end));
      begin = bits.nextSetBit(end);
    }
    return runs;
  }

  private String text(long start, Range<Integer> run) {
    long first = start + run.lowerEndpoint();
    long last = start + run.upperEndpoint() - 1;
    return first == last
        ? "%s: offset %d is".formatted(partition, first)
        : "%s: offsets %d to %d are".formatted(partition, first, last);
  }
}
