package io.daping.common.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.text.Normalizer;
import java.util.Locale;

/**
 * What a token is made of. The field's label is part of the token, so that equal texts of different
 * fields have different ones; labels and normal forms never change, or tokens would not join.
 */
public enum TokenField {
  /** Blanks and case aside. */
  NAME("name") {
    @Override
    public String normal(String value) {
      return folded(value);
    }
  },

  /** International form, E.164; a number without country code is China's. */
  PHONE("phone") {
    @Override
    public String normal(String value) {
      String digits = Digits.only(value);
      boolean isForeign = value.strip().startsWith("+") && !digits.startsWith("86");
      return MobileNumbers.isValid(digits) && !isForeign
          ? CHINA + MobileNumbers.national(digits)
          : international(value);
    }
  },

  /** Blanks and case aside. */
  ADDRESS("address") {
    @Override
    public String normal(String value) {
      return folded(value);
    }
  },

  /** As it is: an id names one user and no other. */
  USER("user") {
    @Override
    public String normal(String value) {
      return value;
    }
  };

  private static final String CHINA = "+86";

  private final String label;

  TokenField(String label) {
    this.label = label;
  }

  /** What the key signs: the label, a byte that no text has, the normal form. */
  String signed(String value) {
    return label + '\0' + normal(value);
  }

  /** The form that equal values share. */
  public abstract String normal(String value);

  private static String folded(String value) {
    return Normalizer.normalize(value, Normalizer.Form.NFKC)
        .replaceAll("\\s+", "")
        .toLowerCase(Locale.ROOT);
  }

  /** What is no number at all is told apart by its characters. */
  private static String international(String value) {
    try {
      PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
      return phones.format(phones.parse(value, "CN"), PhoneNumberFormat.E164);
    } catch (NumberParseException e) {
      return folded(value);
    }
  }
}
