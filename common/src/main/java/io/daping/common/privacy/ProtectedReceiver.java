package io.daping.common.privacy;

import java.util.function.UnaryOperator;

/**
 * To whom an order goes, as silver may hold it: masks for display, tokens for joins.
 *
 * @param keyId of the key that made the tokens; null without any
 */
public record ProtectedReceiver(
    String nameMasked,
    String phoneMasked,
    String addressMasked,
    String nameToken,
    String phoneToken,
    String addressToken,
    String keyId) {

  /** Nobody. */
  public static final ProtectedReceiver NONE =
      new ProtectedReceiver(null, null, null, null, null, null, null);

  /** Masks a receiver and makes tokens by a key. */
  public static ProtectedReceiver of(Receiver clear, TokenKey key) {
    if (clear.equals(Receiver.NONE)) {
      return NONE;
    }
    return new ProtectedReceiver(
        masked(clear.name(), Masks::name),
        masked(clear.phone(), Masks::phone),
        masked(clear.address(), Masks::address),
        token(key, TokenField.NAME, clear.name()),
        token(key, TokenField.PHONE, clear.phone()),
        token(key, TokenField.ADDRESS, clear.address()),
        key.id());
  }

  private static String masked(String text, UnaryOperator<String> mask) {
    return text == null ? null : mask.apply(text);
  }

  private static String token(TokenKey key, TokenField field, String text) {
    return text == null ? null : key.token(field, text);
  }
}
