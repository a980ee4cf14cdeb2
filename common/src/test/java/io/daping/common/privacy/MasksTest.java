package io.daping.common.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** How personal fields are shown. */
class MasksTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/privacy-masks.csv", delimiter = '|', quoteCharacter = '\'')
  void theTableHolds(String field, String clear, String masked) {
    String shown =
        switch (field) {
          case "name" -> Masks.name(clear);
          case "phone" -> Masks.phone(clear);
          default -> Masks.address(clear);
        };
    assertThat(shown).isEqualTo(masked);
  }
}
