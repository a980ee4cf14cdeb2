package io.daping.bench.duckdb;

import io.daping.bench.peers.Answers;
import io.daping.bench.peers.QuerySet;
import io.daping.bench.peers.QuerySet.Query;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Answers every metric of orders and browsing for one day. Arguments: the folder of the Delta
 * tables, the day, the business zone, the number of threads. Prints an answer a line, its name and
 * its number apart by a tab.
 */
public final class DuckNight {
  private DuckNight() {}

  public static void main(String[] args) throws SQLException {
    LocalDate day = LocalDate.parse(args[1]);
    CatalogueSql sql =
        new CatalogueSql(
            ZoneId.of(args[2])
                .getRules()
                .getOffset(day.atStartOfDay(ZoneId.of(args[2])).toInstant()));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET threads = " + Integer.parseInt(args[3]));
      statement.execute(CatalogueSql.VIEWS.formatted(args[0], day));
      for (Query query : QuerySet.wholeCatalogue()) {
        print(statement, query, sql.of(query.metric(), query.dimension(), query.grain()), out);
      }
    }
    out.flush();
  }

  private static void print(Statement statement, Query query, String sql, PrintStream out)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        out.print(Answers.name(query, rows.getLong(1), rows.getString(2)));
        out.print('\t');
        out.print(rows.getString(3));
        out.print('\n');
      }
    }
  }
}
