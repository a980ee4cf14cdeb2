package io.daping.batch.report.content;

import java.util.List;

/**
 * Which sections a report has, in their order. Those of alerts, risk and recommendations go here.
 */
public final class Sections {
  /** All of them. */
  public static final List<Section> ALL =
      List.of(
          new Sales(),
          new Customers(),
          new Funnel(),
          new Best("item", "Items"),
          new Best("shop", "Shops"),
          new Best("brand", "Brands"),
          new Best("category", "Categories"),
          new Searches(),
          new Best("province", "Provinces"),
          new Traffic(),
          new Machines(),
          new Errors(),
          new DataQuality());

  private Sections() {}

  /** The whole report. */
  public static Report report(Account account) {
    Subject subject = account.subject();
    return new Report(
        subject.name(),
        subject.title(),
        subject.subtitle(),
        Headlines.of(account),
        ALL.stream().map(s -> s.of(account)).filter(part -> !part.isEmpty()).toList());
  }
}
