package io.daping.services.collect.http;

/**
 * One record that was not taken.
 *
 * @param index of the record in its request, from 0; blank lines are no records
 * @param reason a code of the event contract
 * @param detail the field and what is wrong with it
 */
record Rejection(int index, String reason, String detail) {
  private static final int LONGEST = 200;

  Rejection {
    detail = detail.length() > LONGEST ? detail.substring(0, LONGEST) + "…" : detail;
  }
}
