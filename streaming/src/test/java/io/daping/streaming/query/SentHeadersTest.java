package io.daping.streaming.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.spark.SentHeaders;
import io.daping.streaming.testing.TestSpark;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** Headers are anyone's text; what cannot be read as a sender of ours writes it is null. */
class SentHeadersTest {
  @Test
  void aRepairedRecordNamesTheRefusedOneOfItsTopic() {
    assertThat(repairs("order/3/9000000000")).isEqualTo(RowFactory.create(3, 9_000_000_000L));
  }

  @Test
  void whatNamesNoRecordOfItsTopicIsNothing() {
    Row nothing = RowFactory.create(null, null);
    assertThat(repairs("browse/3/17")).isEqualTo(nothing);
    assertThat(repairs("order/3/17 or so")).isEqualTo(nothing);
    assertThat(repairs("order/-1/17")).isEqualTo(nothing);
    assertThat(repairs("order/99999999999/99999999999999999999")).isEqualTo(nothing);
    assertThat(repairs("欧阳")).isEqualTo(nothing);
  }

  private static Row repairs(String text) {
    return TestSpark.session()
        .sql(
            "SELECT 'order' AS topic, array(named_struct('key', 'source', 'value', binary('s')),"
                + " named_struct('key', 'repairs', 'value', binary('%s'))) AS headers"
                    .formatted(text))
        .select(SentHeaders.repairs())
        .first();
  }
}
