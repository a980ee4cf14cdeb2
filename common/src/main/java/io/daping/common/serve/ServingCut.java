package io.daping.common.serve;

import io.daping.common.catalogue.Grain;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.hbase.Seal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/**
 * The one rule of whose numbers a reader sees: those of a sealed day are the night's, of the
 * version that the seal names; all others are the stream's.
 */
public record ServingCut(Map<LocalDate, Seal> seals, ZoneId zone, Layer layer) {

  /** Whether a stored cell is the one to be seen. */
  public boolean shows(Family family, Stored stored) {
    Seal seal = seals.get(Grain.businessDay(Instant.ofEpochMilli(stored.key().window()), zone));
    if (family == Family.REALTIME) {
      return layer == Layer.STREAM || layer == Layer.SERVED && seal == null;
    }
    return layer != Layer.STREAM && seal != null && seal.timestamp() == stored.timestamp();
  }

  /** Whether any cell of a family can be seen at all. */
  public boolean mayShow(Family family) {
    return family == Family.REALTIME
        ? layer != Layer.BATCH
        : layer != Layer.STREAM && !seals.isEmpty();
  }
}
