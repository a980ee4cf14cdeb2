package io.daping.common.error;

/**
 * What other rules of grouping made of one day's errors of a fingerprint: some that the stream
 * counted under another came to it, some that it counted under this one left.
 *
 * @param came null for none
 * @param left null for none
 */
public record MovedErrors(ErrorGroup came, ErrorGroup left) {

  /** Without samples, which are kept apart: they may name a person. */
  public MovedErrors withoutSamples() {
    return new MovedErrors(
        came == null ? null : came.with(null), left == null ? null : left.with(null));
  }

  /**
   * What the fingerprint has then; null when nothing is left.
   *
   * @param counted what the stream counted under it, null for nothing
   */
  public static ErrorGroup of(ErrorGroup counted, Iterable<MovedErrors> days) {
    ErrorGroup stayed = counted;
    ErrorGroup came = null;
    for (MovedErrors day : days) {
      stayed = stayed == null || day.left == null ? stayed : stayed.without(day.left);
      came = came == null || day.came == null ? one(came, day.came) : came.merge(day.came);
    }
    if (stayed == null || stayed.count() <= 0) {
      return came;
    }
    return came == null ? stayed : stayed.merge(came);
  }

  private static ErrorGroup one(ErrorGroup group, ErrorGroup other) {
    return group == null ? other : group;
  }
}
