package io.daping.common.json;

/** What the value is at which a {@link JsonScanner} stands. */
public enum JsonKind {
  OBJECT,
  ARRAY,
  TEXT,
  /** A number without fraction and exponent, however great. */
  INTEGER,
  /** A number with a fraction or an exponent. */
  DECIMAL,
  BOOLEAN,
  NULL,
  /** None: the object or array, or all, is at its end. */
  END
}
