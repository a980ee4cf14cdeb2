package io.daping.common.privacy;

/** The kinds of personal numbers and addresses that are looked for in text. */
public enum PersonalKind {
  /** A mobile number of mainland China, with or without country code and separators. */
  PHONE {
    @Override
    public String mask(String found) {
      return Masks.phone(found);
    }
  },

  /** An e-mail address, also percent-encoded. */
  EMAIL {
    @Override
    public String mask(String found) {
      int at = found.replace('＠', '@').replace("%40", "@@@").indexOf('@');
      return found.charAt(0) + HIDDEN + found.substring(at);
    }
  },

  /** A resident identity card number of China, 18 characters with a valid check character. */
  ID_CARD {
    @Override
    public String mask(String found) {
      return edges(found, 6);
    }
  },

  /** A payment card number, 13 to 19 digits with a known prefix and a valid check digit. */
  BANK_CARD {
    @Override
    public String mask(String found) {
      return edges(found, 6);
    }
  };

  private static final String HIDDEN = "***";

  /** What is shown in place of a found text; never again found itself. */
  public abstract String mask(String found);

  private static String edges(String found, int first) {
    String plain = Digits.only(found);
    return plain.substring(0, first) + "********" + plain.substring(plain.length() - 4);
  }
}
