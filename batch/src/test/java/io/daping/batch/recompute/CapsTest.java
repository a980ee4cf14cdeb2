package io.daping.batch.recompute;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.TestSpark;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The night chooses as the stream does. */
class CapsTest {
  private static final Dimension FEW = new Dimension(11, "ip", "ip", List.of(Grain.values()), 3);

  @Test
  void ofEachWindowTheFirstByHashStayAndTheOthersAreOne() {
    // Two windows; of another dimension as many values as there are stay.
    Dataset<Row> rows =
        TestSpark.session()
            .sql(
                """
                SELECT by, 0 AS grain, window, concat('10.0.0.', v) AS dimension, 1L AS n
                FROM (SELECT explode(sequence(1, 20)) AS v), VALUES (11), (12) AS d(by),
                  VALUES (0L), (60000L) AS w(window)
                WHERE window = 0 OR v <= 2""");
    List<String> left = new ArrayList<>();
    for (Row row : Caps.among(List.of(FEW), rows).applied(rows).collectAsList()) {
      left.add(row.getInt(0) + " " + row.getLong(2) + " " + row.getString(3));
    }
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      all.add("10.0.0." + i);
    }
    Set<String> chosen = Members.chosen(all, 3);
    List<String> expected = new ArrayList<>();
    for (String value : all) {
      expected.add("12 0 " + value);
      expected.add("11 0 " + (chosen.contains(value) ? value : Dimension.OTHER));
    }
    for (String value : List.of("10.0.0.1", "10.0.0.2")) {
      expected.add("11 60000 " + value);
      expected.add("12 60000 " + value);
    }
    assertThat(left).containsExactlyInAnyOrderElementsOf(expected);
  }
}
