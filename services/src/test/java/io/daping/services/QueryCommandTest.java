package io.daping.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.catalogue.Grain;
import io.daping.common.cli.Verbs;
import io.daping.services.MemoryCells.Cell;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code query} and {@code dump} print, to the byte. */
final class QueryCommandTest {
  private static final Instant FIRST = Instant.parse("2010-11-30T16:00:00Z");
  private static final Instant SECOND = Instant.parse("2010-12-01T16:00:00Z");

  @TempDir private Path home;
  private final MemoryCells cells = new MemoryCells();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void twoDays() {
    cells.asOf = Instant.parse("2010-12-02T01:00:00.5Z");
    cells.watermark = Instant.parse("2010-12-02T00:59:59Z");
    cells.put("gmv_paid", Grain.DAY, FIRST, 123);
    cells.put("gmv_paid", Grain.DAY, SECOND, 4_567_890);
    cells.put(new Cell("uv", "total", Grain.DAY, FIRST, "", 77, 0.0081));
    cells.put(new Cell("units", "item", Grain.DAY, FIRST, "=HYPERLINK(\"x\"),1", 5, 0));
    cells.put(new Cell("units", "item", Grain.DAY, FIRST, "茶壶\u001b[2J", -9, 0));
  }

  @Test
  void jsonIsTheContractsDocument() {
    assertThat(query("gmv_paid", "--to", "2010-12-02", "--format", "json")).isZero();
    assertThat(out)
        .hasToString(
            """
            {"metric":"gmv_paid","unit":"money","currency":"CNY","grain":"day","by":"total",\
            "as_of":"2010-12-02T09:00:00.5+08:00","watermark":"2010-12-02T08:59:59+08:00",\
            "late_share":0.0,"definition":1,"rows":[\
            {"window_start":"2010-12-01T00:00:00+08:00","dimension":"","value":123,"error":0.0}]}
            """);
  }

  @Test
  void rankIsThereOnlyWithTop() {
    query("units", "--by", "item", "--top", "1", "--format", "json");
    assertThat(out.toString()).contains("\"value\":5,\"error\":0.0,\"rank\":1}]}");
  }

  @Test
  void aBareDateIsTheBusinessZonesMidnightAndToIsExclusive() {
    query("gmv_paid", "--from", "2010-12-02", "--to", "2010-12-02T00:00:01+08:00", "--format=json");
    assertThat(out.toString()).contains("4567890").doesNotContain("\"value\":123");
  }

  @Test
  void csvQuotesAndDisarmsFormulasInTextOnly() {
    query("units", "--by", "item", "--format", "csv");
    assertThat(out)
        .hasToString(
            """
            metric,currency,grain,window_start,by,dimension,value,error
            units,,day,2010-12-01T00:00:00+08:00,item,"'=HYPERLINK(""x""),1",5,0.0
            units,,day,2010-12-01T00:00:00+08:00,item,茶壶\u001b[2J,-9,0.0
            """);
  }

  @Test
  void tableIsAlignedInMajorUnitsAndKeepsTheTerminalSafe() {
    query("gmv_paid");
    query("units", "--by", "item");
    assertThat(out)
        .hasToString(
            """
            day                        total  gmv_paid (CNY)  error
            2010-12-01T00:00:00+08:00                   1.23
            2010-12-02T00:00:00+08:00              45,678.90
            as of 2010-12-02T09:00:00.5+08:00, watermark 2010-12-02T08:59:59+08:00, late 0.00 %
            day                        item               units  error
            2010-12-01T00:00:00+08:00  =HYPERLINK("x"),1      5
            2010-12-01T00:00:00+08:00  茶壶?[2J              -9
            as of 2010-12-02T09:00:00.5+08:00, watermark 2010-12-02T08:59:59+08:00, late 0.00 %
            """);
  }

  @Test
  void tableShowsTheErrorOfAnEstimate() {
    query("uv");
    assertThat(out.toString()).contains("77  ±0.81 %");
  }

  @Test
  void whatCannotBeUnderstoodIsBadUsageAndSaysWhich() {
    assertThat(query("sales")).isEqualTo(2);
    assertThat(query("uv", "--grain", "week")).isEqualTo(2);
    assertThat(query("uv", "--from", "yesterday")).isEqualTo(2);
    assertThat(query("uv", "--from", "2010-12-02", "--to", "2010-12-01")).isEqualTo(2);
    assertThat(query("uv", "--where", "item")).isEqualTo(2);
    assertThat(query("uv", "--top", "0")).isEqualTo(2);
    assertThat(query("uv", "--window", "90m")).isEqualTo(2);
    assertThat(query("uv", "--since", "5m")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "unknown metric sales",
            "grain must be minute or hour or day, was \"week\"",
            "from must be a date",
            "from must be before to",
            "where must be DIM=VALUE, was \"item\"",
            "top must be a number from 1 to 5000, was \"0\"",
            "window must be minutes from 1m to 60m, was \"90m\"",
            "since compares ranks: it needs top")
        .doesNotContain("\tat ");
  }

  @Test
  void dumpWritesTheStoresLines() {
    assertThat(run("dump", "--canonical", "--layer", "stream")).isZero();
    assertThat(out).hasToString("gmv_paid\tday\t…\ttotal\t\t1\n");
  }

  private int query(String... args) {
    List<String> all = new ArrayList<>(List.of("query"));
    all.addAll(List.of(args));
    return run(all.toArray(String[]::new));
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--home=" + home);
    return Verbs.commandLine(ServicesMain.commands(settings -> cells))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
