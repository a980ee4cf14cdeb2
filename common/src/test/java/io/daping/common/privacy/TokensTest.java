package io.daping.common.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Which values have the same token, and how tokens join across keys. */
class TokensTest {
  private static final TokenKey OLD = key("old", "0123456789abcdef0123456789abcdef");
  private static final TokenKey NEW = key("new", "fedcba9876543210fedcba9876543210");
  private static final Receiver RECEIVER = new Receiver("王小明", "13812345678", "浙江省杭州市西湖区");

  @ParameterizedTest
  @CsvFileSource(resources = "/privacy-tokens.csv", delimiter = '|', quoteCharacter = '\'')
  void theTableHolds(TokenField field, String one, String another, boolean same) {
    assertThat(OLD.token(field, one).equals(OLD.token(field, another))).isEqualTo(same);
  }

  /** Computed by {@code printf 'phone\\0+8613812345678' | openssl dgst -sha256 -hmac KEY}. */
  @Test
  void tokenIsHmacSha256OfLabelAndNormalForm() {
    assertThat(OLD.token(TokenField.PHONE, "138 1234 5678"))
        .isEqualTo("3f999756640f35b3876e5a3c18219d9ab97ebba499b9766f82cad34afa6febc0");
  }

  @Test
  void equalTextsOfDifferentFieldsHaveDifferentTokens() {
    assertThat(OLD.token(TokenField.NAME, "wu")).isNotEqualTo(OLD.token(TokenField.USER, "wu"));
  }

  @Test
  void afterARotationNewRowsBearTheNewKeyAndOldTokensAreStillFound() {
    ProtectedReceiver before = ProtectedReceiver.of(RECEIVER, KeyRing.of(OLD).activeKey());
    KeyRing rotated = KeyRing.of(OLD).rotated(NEW);
    ProtectedReceiver after = ProtectedReceiver.of(RECEIVER, rotated.activeKey());

    assertThat(List.of(before.keyId(), after.keyId())).containsExactly("old", "new");
    assertThat(rotated.tokens(TokenField.PHONE, RECEIVER.phone()))
        .containsEntry("old", before.phoneToken())
        .containsEntry("new", after.phoneToken());
    assertThat(before.phoneMasked()).isEqualTo(after.phoneMasked()).isEqualTo("138****5678");
  }

  @Test
  void orderWithoutReceiverHasNeitherMaskNorTokenNorKey() {
    assertThat(ProtectedReceiver.of(Receiver.of(null, null, null), OLD))
        .isEqualTo(ProtectedReceiver.NONE);
  }

  @Test
  void ringIsReadAsItWasWritten() {
    KeyRing ring = KeyRing.of(OLD).rotated(NEW);
    List<String> lines = new ArrayList<>(List.of("# comment", ""));
    lines.addAll(ring.lines());
    KeyRing read = KeyRing.parse(lines);
    assertThat(read.tokens(TokenField.USER, "u1")).isEqualTo(ring.tokens(TokenField.USER, "u1"));
    assertThat(read.active()).isEqualTo("new");
  }

  @Test
  void brokenRingIsRefusedWithoutTellingTheSecret() {
    String secret = Base64.getEncoder().encodeToString(new byte[TokenKey.BYTES]);
    assertThatThrownBy(() -> KeyRing.parse(List.of("k1 " + secret)))
        .hasMessageContaining("no key is marked active")
        .hasMessageNotContaining(secret);
    assertThatThrownBy(() -> KeyRing.parse(List.of("k1 " + secret + " activ")))
        .hasMessageContaining("line 1")
        .hasMessageNotContaining(secret);
    assertThatThrownBy(() -> KeyRing.parse(List.of("k1 c2hvcnQ= active")))
        .hasMessageContaining("line 1");
    assertThatThrownBy(() -> KeyRing.parse(List.of("k1 " + secret + " active", "k1 " + secret)))
        .hasMessageContaining("k1 stands twice");
  }

  @Test
  void clearTextAndSecretsHaveNoTextForm() {
    assertThat(RECEIVER.toString()).doesNotContain("王", "138");
    assertThat(KeyRing.of(OLD).toString()).isEqualTo("[key old], active: old");
  }

  private static TokenKey key(String id, String secret) {
    return new TokenKey(id, secret.getBytes(StandardCharsets.US_ASCII));
  }
}
