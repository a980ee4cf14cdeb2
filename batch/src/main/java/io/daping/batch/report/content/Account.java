package io.daping.batch.report.content;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All that a report is made from.
 *
 * @param before what {@code now} is compared with, as far as there are numbers of it
 */
public record Account(Subject subject, Period now, List<Period> before, Findings findings) {
  public Account {
    before = List.copyOf(before);
  }

  /** The currencies that there is money of: the base currency first, the others by their code. */
  public List<String> currencies() {
    Set<String> found = now.numbers().total("gmv_created").keySet();
    Set<String> all = new LinkedHashSet<>();
    if (found.isEmpty() || has(subject.baseCurrency())) {
      all.add(subject.baseCurrency());
    }
    all.addAll(found);
    all.addAll(now.numbers().total("gmv_paid").keySet());
    all.addAll(now.numbers().total("gmv_net").keySet());
    return List.copyOf(all);
  }

  private boolean has(String currency) {
    return List.of("gmv_created", "gmv_paid", "gmv_net").stream()
        .anyMatch(metric -> now.numbers().total(metric).containsKey(currency));
  }
}
