package io.daping.bench.duckdb;

import io.daping.common.fault.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Answers as lines of files, compared by DuckDB, which needs no memory for them: a large day has
 * tens of millions.
 */
public final class AnswerFiles {
  /** Takes a query and a file. */
  static final String COPY = "COPY (%s) TO '%s' (HEADER false, DELIMITER '\t', QUOTE '')";

  /** An answer that is nothing is none: what was paid and taken back leaves no number. */
  private static final String READ =
      "SELECT * FROM read_csv('%s', header = false, delim = '\t', quote = '', escape = '',"
          + " columns = {'name': 'VARCHAR', 'number': 'VARCHAR'})"
          + " WHERE NOT regexp_full_match(number, '0|\\{[A-Z]{3}=0\\}')";

  private static final String COMPARED =
      "SELECT name, coalesce(a.number, 'absent'), coalesce(b.number, 'absent'),"
          + " a.number IS DISTINCT FROM b.number FROM (%s) a FULL JOIN (%s) b USING (name)";

  private AnswerFiles() {}

  /**
   * Compares all answers of both.
   *
   * @param ours a file, or several by a pattern
   * @return how many there are
   * @throws Failure naming the first answer that differs
   */
  public static long requireEqual(Path ours, String us, Path theirs, String them) {
    String both = COMPARED.formatted(READ.formatted(ours), READ.formatted(theirs));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET memory_limit = '1GB'");
      statement.execute(
          "CREATE TABLE compared (name VARCHAR, a VARCHAR, b VARCHAR, isOther BOOLEAN)");
      statement.execute("INSERT INTO compared " + both);
      try (ResultSet other =
          statement.executeQuery(
              "SELECT name, a, b FROM compared WHERE isOther ORDER BY name LIMIT 1")) {
        if (other.next()) {
          throw new Failure(
              "%s is %s by %s and %s by %s"
                  .formatted(other.getString(1), other.getString(2), us, other.getString(3), them));
        }
      }
      return count(statement);
    } catch (SQLException e) {
      throw new Failure("the answers cannot be compared: " + e.getMessage(), e);
    }
  }

  private static long count(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM compared")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
