package io.daping.local.load;

import java.util.Arrays;

/** A choice among numbered things of unequal weight; holds the weights' running totals. */
record Weights(double[] totals) {
  static Weights of(double... weights) {
    double[] totals = weights.clone();
    for (int i = 1; i < totals.length; i++) {
      totals[i] += totals[i - 1];
    }
    return new Weights(totals);
  }

  /** Thing number k, from 0, has weight 1 / (k + 1): Zipf's law with exponent one. */
  static Weights zipf(int things) {
    double[] weights = new double[things];
    for (int k = 0; k < things; k++) {
      weights[k] = 1.0 / (k + 1);
    }
    return of(weights);
  }

  int draw(Chance chance) {
    double point = chance.uniform() * totals[totals.length - 1];
    int found = Arrays.binarySearch(totals, point);
    return Math.min(found < 0 ? -found - 1 : found + 1, totals.length - 1);
  }
}
