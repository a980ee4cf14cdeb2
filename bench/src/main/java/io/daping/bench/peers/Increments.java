package io.daping.bench.peers;

import io.daping.common.catalogue.Windows;
import io.daping.common.event.OrderLine;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

/** What a view and a sale add to the cells of the query set. For one thread. */
public final class Increments {
  private final Windows windows;

  public Increments(ZoneId zone) {
    this.windows = new Windows(zone);
  }

  /** A view of an item's page. */
  public record View(long time, String visitor, String category) {}

  /**
   * The payment of an order.
   *
   * @param weight 1, or -1 for one that counts no longer
   */
  public record Sale(long time, String currency, List<OrderLine> lines, int weight) {}

  /** Hands over what a view adds to each cell. */
  public void of(View view, Consumer<Increment> reader) {
    reader.accept(new Increment(total(CellSlot.VIEWS, view.time()), 1, null, 0, null));
    CellName visitors = total(CellSlot.VISITORS, view.time());
    reader.accept(new Increment(visitors, 0, null, 0, view.visitor()));
    if (view.category() != null) {
      CellName category = cell(CellSlot.CATEGORY_VIEWS, view.time(), view.category());
      reader.accept(new Increment(category, 1, null, 0, null));
    }
  }

  /** Hands over what a sale adds to each cell. */
  public void of(Sale sale, Consumer<Increment> reader) {
    String currency = sale.currency();
    int weight = sale.weight();
    long worth = 0;
    for (OrderLine line : sale.lines()) {
      worth += line.worth();
      CellName item = cell(CellSlot.ITEM_SALES, sale.time(), line.itemId());
      reader.accept(
          new Increment(
              item, (long) weight * line.quantity(), currency, weight * line.worth(), null));
    }
    CellName minute = total(CellSlot.SALES, sale.time());
    reader.accept(new Increment(minute, weight, currency, weight * worth, null));
    CellName day = total(CellSlot.DAY_SALES, sale.time());
    reader.accept(new Increment(day, 0, currency, weight * worth, null));
  }

  private CellName total(CellSlot slot, long time) {
    return cell(slot, time, "");
  }

  private CellName cell(CellSlot slot, long time, String value) {
    return new CellName(slot, windows.start(slot.grain(), time), value);
  }
}
