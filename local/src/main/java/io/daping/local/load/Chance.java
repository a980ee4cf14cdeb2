package io.daping.local.load;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded draws. All of them follow from the seed alone, on every machine: what a library may
 * compute differently is done by StrictMath here.
 */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The draws of one of many things, independent of the order in which they are met. */
  static Chance of(long seed, long index) {
    return new Chance(mix(seed, index));
  }

  /** A number that looks random and follows from two others (the finalizer of MurmurHash3). */
  static long mix(long seed, long index) {
    long h = seed * 0x9E3779B97F4A7C15L + index;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }

  /** From 0, below 1. */
  double uniform() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  boolean is(double probability) {
    return uniform() < probability;
  }

  int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** From {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  <T> T oneOf(List<T> values) {
    return values.get(below(values.size()));
  }

  /** 1, and with {@code more} chance 2, and so on to {@code most}. */
  int count(double more, int most) {
    int count = 1;
    while (count < most && is(more)) {
      count++;
    }
    return count;
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - uniform());
  }

  /** Half of them are below the median; {@code sigma} is the deviation of the logarithm. */
  long lognormal(double median, double sigma) {
    return Math.round(median * StrictMath.exp(sigma * gaussian()));
  }

  /** Every order of magnitude between the two is equally likely. */
  long logUniform(double least, double most) {
    return Math.round(least * StrictMath.exp(uniform() * StrictMath.log(most / least)));
  }

  /** The polar method (Marsaglia and Bray, 1964); its second value is not used. */
  private double gaussian() {
    double u;
    double s;
    do {
      u = 2 * uniform() - 1;
      double v = 2 * uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s == 0);
    return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
  }
}
