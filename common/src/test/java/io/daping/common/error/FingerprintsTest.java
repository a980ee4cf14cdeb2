package io.daping.common.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FingerprintsTest {
  private static final String PAY =
      "com.shop.PaymentFailed: order 17\n\tat com.shop.Till.pay(T.java:1)";
  private static final Fingerprints FINGERPRINTS = Fingerprints.STANDARD;

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "/error-templates.csv",
      delimiterString = " | ",
      quoteCharacter = '\0',
      numLinesToSkip = 1)
  void aTemplateKeepsWhatHappenedAndNoValue(String message, String template) {
    assertThat(Template.of(message)).isEqualTo(template);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "/error-frames.csv",
      delimiterString = " | ",
      quoteCharacter = '\0',
      numLinesToSkip = 1)
  void aFrameIsNamedAsItWasWritten(String frame, String kept) {
    StackShape shape = StackShape.of("X", "X\n\tat " + frame, Fingerprints.STANDARD.libraries());
    assertThat(shape.frames()).isEqualTo(kept.equals("-") ? List.of() : List.of(kept));
  }

  @Test
  void onlyTheFirstLineIsRead() {
    assertThat(Template.of("\n  Stopped  for 3 s:\nthread 7 waits")).isEqualTo("Stopped for <*>:");
    assertThat(Template.of(" \n ")).isEmpty();
    assertThat(Template.of(null)).isEmpty();
  }

  @Test
  void aHostileMessageCostsNoMoreThanALongOne() {
    for (String piece :
        List.of("[", "'", "(", "/", "a:", "9", "<*>", ", ", "=", "::", "[a] [", "x:")) {
      assertThat(Template.of(piece.repeat(200_000))).hasSizeLessThan(1_200);
    }
  }

  @Test
  void linesAndMessagesOfAStackMakeNoDifference() {
    assertThat(id(PAY)).isEqualTo(id(PAY.replace("T.java:1", "T.java:99").replace("17", "18")));
    assertThat(id(PAY)).isNotEqualTo(id(PAY.replace("Till.pay", "Till.refund")));
    assertThat(id(PAY)).startsWith(Fingerprints.VERSION + "-").hasSize(18);
  }

  @Test
  void aLibraryIsFoundAmongOthersOfLikeNames() {
    LibraryPackages libraries = new LibraryPackages(List.of("b.", "a.b.", "a.b.c.", "a.", "rx."));
    assertThat(libraries.beginnings()).containsExactly("a.", "b.", "rx.");
    assertThat(List.of("a.b.c.D", "a.Z", "b.X", "rx.Y")).allMatch(libraries::hold);
    assertThat(List.of("A.b", "ab.C", "c.a.B", "r.X", "rxx.Y", "z")).noneMatch(libraries::hold);
  }

  @Test
  void librariesAndRecursionMakeNoDifference() {
    String library = "\n\tat org.springframework.web.Dispatch.go(D.java:3)";
    String again = "\n\tat com.shop.Till.pay(T.java:4)";
    assertThat(id(PAY)).isEqualTo(id(PAY + library + again + again + library));
  }

  @Test
  void theCauseMakesADifferenceAndWhatWasSuppressedNone() {
    String suppressed =
        "\n\tSuppressed: com.shop.NotClosed: 5\n\t\tat com.shop.Drawer.close(D.java:1)";
    String ofSuppressed = "\n\tCaused by: java.io.IOException\n\t\tat com.shop.Lock.turn(L.java:1)";
    String cause =
        "\nCaused by: java.sql.SQLException: gone\n\tat com.shop.Book.add(B.java:1)\n\t... 9 more";
    assertThat(id(PAY + suppressed + ofSuppressed)).isEqualTo(id(PAY));
    assertThat(id(PAY + suppressed + ofSuppressed + cause)).isEqualTo(id(PAY + cause));
    assertThat(id(PAY + cause)).isNotEqualTo(id(PAY));
    assertThat(StackShape.of("X", PAY + cause, new LibraryPackages(List.of())))
        .isEqualTo(
            new StackShape(
                List.of("X", "java.sql.SQLException"),
                List.of("com.shop.Till.pay", "com.shop.Book.add")));
  }

  @Test
  void withoutOwnFramesTheTypeAndTheMessageTell() {
    String stack = "java.io.IOException: order 17\n\tat java.io.Reader.read(R.java:1)";
    ErrorText one = thrown("java.io.IOException", "order 17 is gone", stack);
    assertThat(id(one)).isEqualTo(id(thrown("java.io.IOException", "order 18 is gone", stack)));
    assertThat(id(one)).isNotEqualTo(id(thrown("java.io.IOException", "order 18 is new", stack)));
    assertThat(id(one)).isNotEqualTo(id(thrown("java.io.EOFException", "order 17 is gone", stack)));
  }

  @Test
  void withoutAnExceptionTheLoggerAndTheMessageTell() {
    assertThat(id(said("com.shop.Till", "order 17 is gone")))
        .isEqualTo(id(said("com.shop.Till$1", "order 18 is gone")))
        .isEqualTo(id(said("instance-3:com.shop.Till", "order 19 is gone")))
        .isNotEqualTo(id(said("com.shop.Book", "order 17 is gone")))
        .isNotEqualTo(id(said("com.shop.Till", "order 17 is new")));
  }

  @Test
  void twoApplicationsHaveNoErrorInCommon() {
    ErrorText other = new ErrorText("cart", null, "m", "com.shop.PaymentFailed", null, PAY);
    assertThat(FINGERPRINTS.id(other)).isNotEqualTo(id(PAY));
  }

  @Test
  void aTitleSaysWhatAndWhere() {
    assertThat(FINGERPRINTS.title(thrown("com.shop.PaymentFailed", "order 17", PAY)))
        .isEqualTo("PaymentFailed: order <*> at Till.pay");
    assertThat(FINGERPRINTS.title(said("l", "order 17 is gone"))).isEqualTo("order <*> is gone");
  }

  /** Stored groups bear these names: whoever changes the rules raises the version. */
  @Test
  void theSameErrorHasTheSameNameForever() {
    assertThat(id(PAY)).isEqualTo("1-2a78dd023335d7e1");
    assertThat(id(said("com.shop.Till", "order 17 is gone"))).isEqualTo("1-9c225c02d4575d26");
  }

  private static String id(String stack) {
    return id(thrown("com.shop.PaymentFailed", null, stack));
  }

  private static String id(ErrorText error) {
    return FINGERPRINTS.id(error);
  }

  private static ErrorText thrown(String type, String said, String stack) {
    return new ErrorText("checkout", "com.shop.Till", "failed", type, said, stack);
  }

  private static ErrorText said(String logger, String message) {
    return new ErrorText("checkout", logger, message, null, null, null);
  }
}
