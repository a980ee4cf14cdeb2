package io.daping.batch.complete;

/**
 * What is known of a source's minute.
 *
 * @param sent acknowledged by Kafka, as the producer says; null if it has not said
 * @param unacknowledged records of which the producer does not know whether Kafka has them
 * @param landed what the tables hold
 * @param unread records in Kafka that intake has not read yet
 */
record MinuteCount(SourceMinute of, Long sent, long unacknowledged, Landed landed, long unread) {
  /**
   * What became of a source's minute in the tables; {@code late} is a part of {@code silver}.
   *
   * @param forgotten of people who were forgotten: their places in bronze alone are left
   * @param astray in bronze, but in no other table, no duplicate and not forgotten
   */
  record Landed(
      long silver, long late, long duplicate, long quarantined, long forgotten, long astray) {
    static final Landed NOTHING = new Landed(0, 0, 0, 0, 0, 0);

    long total() {
      return silver + duplicate;
    }
  }

  /** Whether sent = landed + quarantined + forgotten. */
  enum State {
    /** Everything that was sent has its place. */
    COMPLETE,
    /** The producer's count is not there, or intake has not read all; nothing is known to lack. */
    OPEN,
    /** Less is in the tables and in Kafka than was sent. */
    MISSING,
    /** More is in the tables than was sent. */
    SURPLUS
  }

  State state() {
    if (missing() > 0) {
      return State.MISSING;
    }
    if (surplus() > 0) {
      return State.SURPLUS;
    }
    return sent == null || unread > 0 ? State.OPEN : State.COMPLETE;
  }

  /** Records that were sent, or came, and have no place. */
  long missing() {
    return sent == null ? landed.astray() : Math.max(landed.astray(), sent - placed());
  }

  /** Records beyond all that the producer may have sent. */
  long surplus() {
    return sent == null ? 0 : Math.max(0, placed() + landed.astray() - sent - unacknowledged);
  }

  private long placed() {
    return landed.total() + landed.quarantined() + landed.forgotten() + unread;
  }
}
