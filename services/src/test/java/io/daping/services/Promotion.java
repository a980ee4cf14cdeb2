package io.daping.services;

import io.daping.common.catalogue.Grain;
import io.daping.services.MemoryCells.Cell;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** A morning of Singles' Day as cells: 12,345,678.90 yuan, 90 minutes, seven items. */
final class Promotion {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final LocalDate DAY = LocalDate.of(2026, 11, 11);
  static final Instant MIDNIGHT = DAY.atStartOfDay(ZONE).toInstant();
  static final long GMV = 1_234_567_890L;
  private static final int MINUTES = 90;
  private static final List<String> ITEMS =
      List.of("手机-8821", "T恤-1207", "耳机-0042", "<b>口红</b>-77", "球鞋-501", "茶叶-9", "水杯-3");

  private Promotion() {}

  static MemoryCells cells() {
    MemoryCells cells = new MemoryCells();
    cells.watermark = MIDNIGHT.plusSeconds(MINUTES * 60 - 20);
    cells.asOf = Instant.now();
    totals(cells);
    minutes(cells);
    items(cells);
    return cells;
  }

  private static void totals(MemoryCells cells) {
    cells.put("gmv_paid", Grain.DAY, MIDNIGHT, GMV);
    cells.put("orders_paid", Grain.DAY, MIDNIGHT, 48_213);
    cells.put("units", Grain.DAY, MIDNIGHT, 96_750);
    cells.put("pv", Grain.DAY, MIDNIGHT, 1_520_331);
    cells.put(new Cell("buyers", "total", Grain.DAY, MIDNIGHT, "", 39_870, 0.0065));
    cells.put(new Cell("uv", "total", Grain.DAY, MIDNIGHT, "", 402_118, 0.0081));
  }

  private static void minutes(MemoryCells cells) {
    for (int i = 0; i < MINUTES; i++) {
      Instant minute = MIDNIGHT.plusSeconds(60L * i);
      double rush =
          3 * Math.exp(-i / 12.0) + 0.6 + 0.2 * Math.sin(i / 7.0) + 0.08 * ((i * 37) % 11) / 11;
      double share = i == MINUTES - 1 ? 0.6 : 1;
      cells.put("gmv_paid", Grain.MINUTE, minute, (long) (9_000_000 * rush * share));
      cells.put("pv", Grain.MINUTE, minute, (long) (11_000 * (0.4 + rush / 2) * share));
    }
  }

  private static void items(MemoryCells cells) {
    for (int i = 0; i < ITEMS.size(); i++) {
      String item = ITEMS.get(i);
      cells.put(new Cell("gmv_paid", "item", Grain.DAY, MIDNIGHT, item, 98_765_400L / (i + 1), 0));
      cells.put(new Cell("units", "item", Grain.DAY, MIDNIGHT, item, 9_421 - 800L * i, 0));
    }
  }
}
