package io.daping.batch.report.content;

import io.daping.common.serve.Reading;
import java.util.List;

/** How loaded the machines were. */
record Machines() implements Section {
  @Override
  public Part of(Account account) {
    Numbers numbers = account.now().numbers();
    if (numbers.count("samples") == 0) {
      return new Part("machines", "Machines", "", List.of(), List.of());
    }
    String[] figures = {"cpu_p75", "cpu_p95", "mem_p75", "io_p75", "samples"};
    List<String> hosts = numbers.best("host", "cpu_p75", Reading.NO_CURRENCY, Subject.TOP);
    return new Part(
        "machines",
        "Machines",
        "Loads are in percent; p75 is what 75 of 100 samples stay within, by nearest rank.",
        List.of(),
        List.of(
            new Compared(account, account.currencies().get(0))
                .figures("cpu_p75", "cpu_p95", "cpu_mean", "mem_p75", "io_p75", "samples")
                .table("all", "All machines"),
            new Listing(numbers, "zone", numbers.values("zone")).table("zones", "By zone", figures),
            new Listing(numbers, "host", hosts).table("hosts", "Most loaded hosts", figures)));
  }
}
