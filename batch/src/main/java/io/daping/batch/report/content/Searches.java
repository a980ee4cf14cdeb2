package io.daping.batch.report.content;

import io.daping.common.serve.Reading;
import java.util.List;

/** What was searched for, and what nobody found. */
record Searches() implements Section {
  @Override
  public Part of(Account account) {
    Numbers numbers = account.now().numbers();
    if (numbers.count("searches") == 0) {
      return new Part("searches", "Searches", "", List.of(), List.of());
    }
    int top = Subject.TOP;
    List<String> most = numbers.best("query", "searches", Reading.NO_CURRENCY, top);
    List<String> empty = numbers.best("query", "empty_searches", Reading.NO_CURRENCY, top);
    return new Part(
        "searches",
        "Searches",
        "A query counts as it was typed. Of very many different ones, those beyond the catalogue's cap have no number of their own.",
        List.of(),
        List.of(
            new Compared(account, account.currencies().get(0))
                .figures("searches", "empty_searches", "empty_search_share")
                .table("all", "All searches"),
            new Listing(numbers, "query", most)
                .table("most", "Most searched", "searches", "empty_searches", "empty_search_share"),
            new Listing(numbers, "query", empty)
                .table("empty", "Searched in vain", "empty_searches", "searches")));
  }
}
