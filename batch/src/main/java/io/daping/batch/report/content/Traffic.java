package io.daping.batch.report.content;

import java.util.ArrayList;
import java.util.List;

/** What the web site answered, how fast, and whom. */
record Traffic() implements Section {
  @Override
  public Part of(Account account) {
    Numbers numbers = account.now().numbers();
    String main = account.currencies().get(0);
    Hours hours = new Hours(account);
    List<Table> tables = new ArrayList<>();
    tables.add(
        new Compared(account, main)
            .figures("pv", "uv", "carts", "favorites", "cart_rate")
            .table("items", "Item pages"));
    if (numbers.count("requests") > 0) {
      tables.add(
          new Compared(account, main)
              .figures("requests", "page_views", "addresses", "bytes_sent", "robot_requests")
              .figures("robot_share", "server_errors", "server_error_share")
              .figures("latency_p50", "latency_p95", "latency_p99")
              .table("site", "Web site"));
      tables.add(
          new Listing(numbers, "status", numbers.values("status"))
              .table("status", "By status code", "requests"));
    }
    return new Part(
        "traffic",
        "Traffic",
        "Latencies are in milliseconds, of requests whose log says how long they took.",
        hours.has("pv", main) ? List.of(hours.chart("pv", main)) : List.of(),
        tables);
  }
}
