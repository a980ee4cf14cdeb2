package io.daping.local.load;

import java.util.Arrays;
import java.util.List;

/** The contract's reasons for quarantine, and how often each is met among a hundred bad records. */
enum Defect {
  NOT_JSON(20),
  NOT_UTF8(10),
  TOO_LARGE(0.03),
  MISSING_FIELD(20),
  BAD_TYPE(15),
  BAD_VALUE(20),
  UNKNOWN_VERSION(5),
  CONFLICT(4),
  FUTURE(3),
  TOO_OLD(3);

  /** Without those that a file cannot show, since a replay gives each record its event's time. */
  static final List<Defect> IN_FILES =
      Arrays.stream(values()).filter(d -> d != FUTURE && d != TOO_OLD).toList();

  private final double weight;

  Defect(double weight) {
    this.weight = weight;
  }

  static Weights weights(List<Defect> defects) {
    return Weights.of(defects.stream().mapToDouble(d -> d.weight).toArray());
  }
}
