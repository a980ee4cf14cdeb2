package io.daping.batch.publish;

import io.daping.common.config.Settings;
import io.daping.common.hbase.ErrorNotes;
import io.daping.common.hbase.ErrorNotes.Note;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.NightTables;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.ConcurrentModificationException;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * What people said of groups of errors, kept in Delta each night. It goes to HBase first, for who
 * serves people does not write Delta; what was said since the last night is lost with HBase.
 */
public record NoteLog(SparkSession spark, Settings settings) {

  /** Makes the table what HBase has; a table that is so already is not written. */
  public void keep() {
    List<Note> now = notes().all();
    if (!new HashSet<>(now).equals(new HashSet<>(kept()))) {
      try {
        write(now);
      } catch (ConcurrentModificationException e) {
        // A night of other days was at it; what it did not write the next one will.
      }
    }
  }

  private void write(List<Note> notes) {
    spark
        .createDataFrame(notes.stream().map(NoteLog::row).toList(), table().schema())
        .coalesce(1)
        .write()
        .format("delta")
        .mode("overwrite")
        .save(table().path());
  }

  /** Says it all again in an HBase that has none of it. */
  public int restore() {
    List<Note> kept = kept();
    kept.forEach(notes()::write);
    return kept.size();
  }

  private List<Note> kept() {
    return table()
        .read(spark)
        .select("fingerprint", "kind", "value", "said")
        .collectAsList()
        .stream()
        .map(
            row ->
                new Note(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getTimestamp(3).toInstant()))
        .toList();
  }

  private static Row row(Note note) {
    return RowFactory.create(
        note.fingerprint(),
        note.kind(),
        note.value(),
        Timestamp.from(note.said()),
        Date.valueOf(note.said().atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1)));
  }

  private ErrorNotes notes() {
    return new ErrorNotes(SharedHBase.of(HBase.Target.of(settings)));
  }

  private Table table() {
    return NightTables.of(settings).errorNotes();
  }
}
