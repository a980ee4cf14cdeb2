package io.daping.bench.peers;

import io.daping.common.cell.Cell;
import io.daping.common.cell.Distinct;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/** A peer's running total of one cell, added to in place. */
public final class Tally {
  private long count;
  private SortedMap<String, Long> amounts;
  private HllSketch visitors;

  /** Adds what an event adds. */
  public void add(Increment more) {
    count += more.count();
    if (more.currency() != null) {
      pay(more.currency(), more.amount());
    }
    if (more.visitor() != null) {
      visitors().update(more.visitor());
    }
  }

  /** Adds another tally of the same cell. */
  public void add(Tally other) {
    count += other.count;
    if (other.amounts != null) {
      other.amounts.forEach(this::pay);
    }
    if (other.visitors != null) {
      Union union = new Union(Distinct.LG_K);
      union.update(visitors());
      union.update(other.visitors);
      visitors = union.getResult(TgtHllType.HLL_8);
    }
  }

  /** One that changes no more when this does. */
  public Tally copy() {
    Tally copy = new Tally();
    copy.count = count;
    copy.amounts = amounts == null ? null : new TreeMap<>(amounts);
    copy.visitors = visitors == null ? null : visitors.copy();
    return copy;
  }

  /** The stored form. */
  public Cell cell(CellSlot slot) {
    SortedMap<Integer, MetricState> states = new TreeMap<>();
    if (count != 0) {
      states.put(slot.countsId(), new Total(count));
    }
    if (amounts != null) {
      states.put(slot.moneyId(), Money.of(amounts));
    }
    if (visitors != null) {
      states.put(slot.distinctId(), Distinct.of(visitors));
    }
    return Cell.of(slot.catalogueVersion(), states, 0, 0);
  }

  /** Writes it for {@link #read}. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeByte(amounts == null ? 0 : amounts.size());
    if (amounts != null) {
      for (Map.Entry<String, Long> amount : amounts.entrySet()) {
        out.writeUTF(amount.getKey());
        out.writeLong(amount.getValue());
      }
    }
    byte[] sketch = visitors == null ? new byte[0] : visitors.toCompactByteArray();
    out.writeInt(sketch.length);
    out.write(sketch);
  }

  /** Reads what {@link #write} wrote. */
  public static Tally read(DataInput in) throws IOException {
    Tally tally = new Tally();
    tally.count = in.readLong();
    for (int n = in.readByte(); n > 0; n--) {
      tally.pay(in.readUTF(), in.readLong());
    }
    byte[] sketch = new byte[in.readInt()];
    in.readFully(sketch);
    if (sketch.length > 0) {
      tally.visitors = HllSketch.heapify(sketch);
    }
    return tally;
  }

  private void pay(String currency, long amount) {
    if (amounts == null) {
      amounts = new TreeMap<>();
    }
    amounts.merge(currency, amount, Long::sum);
  }

  private HllSketch visitors() {
    if (visitors == null) {
      visitors = Distinct.empty();
    }
    return visitors;
  }
}
