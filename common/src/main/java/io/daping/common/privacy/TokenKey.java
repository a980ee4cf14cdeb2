package io.daping.common.privacy;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One secret under its id. Its text form is the id alone. */
public final class TokenKey implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ALGORITHM = "HmacSHA256";

  /** As long as the hash: more adds nothing, less is weaker (RFC 2104). */
  public static final int BYTES = 32;

  private final String id;
  private final byte[] secret;

  public TokenKey(String id, byte[] secret) {
    if (secret.length < BYTES) {
      throw new IllegalArgumentException(
          "key %s has %d bytes, at least %d are needed".formatted(id, secret.length, BYTES));
    }
    this.id = id;
    this.secret = secret.clone();
  }

  /** Stands beside each token: which key it was made by. */
  public String id() {
    return id;
  }

  byte[] secret() {
    return secret.clone();
  }

  /** HMAC-SHA256 of the field's label and the value's normal form, hexadecimal. */
  public String token(TokenField field, String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return HexFormat.of()
          .formatHex(mac.doFinal(field.signed(value).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "key " + id;
  }
}
