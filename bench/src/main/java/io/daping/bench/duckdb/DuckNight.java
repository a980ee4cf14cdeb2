package io.daping.bench.duckdb;

import io.daping.bench.peers.QuerySet;
import io.daping.bench.peers.QuerySet.Query;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Answers every metric of orders and browsing for one day. Arguments: the folder of the Delta
 * tables, the day, the business zone, the number of threads, and an empty folder for the answers: a
 * file a query, an answer a line, its name and its number apart by a tab.
 */
public final class DuckNight {
  private DuckNight() {}

  public static void main(String[] args) throws SQLException {
    LocalDate day = LocalDate.parse(args[1]);
    ZoneId zone = ZoneId.of(args[2]);
    CatalogueSql sql =
        new CatalogueSql(zone.getRules().getOffset(day.atStartOfDay(zone).toInstant()));
    List<Query> queries = QuerySet.wholeCatalogue();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET threads = " + Integer.parseInt(args[3]));
      statement.execute(CatalogueSql.VIEWS.formatted(args[0], day));
      for (int i = 0; i < queries.size(); i++) {
        statement.execute(
            AnswerFiles.COPY.formatted(sql.of(queries.get(i)), args[4] + "/" + i + ".tsv"));
      }
    }
  }
}
