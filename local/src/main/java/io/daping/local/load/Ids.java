package io.daping.local.load;

/** Ids that are unique in a run, and between runs of another seed or another start. */
final class Ids {
  private final String run;
  private long last;

  Ids(long seed, long start) {
    run = Long.toString(Chance.mix(seed, start) >>> 20, Character.MAX_RADIX);
  }

  String next(char kind) {
    last++;
    return kind + run + "-" + Long.toString(last, Character.MAX_RADIX);
  }
}
