package io.daping.batch.report.content;

import java.util.List;

/**
 * What one section says.
 *
 * @param id short, of letters and hyphens: link, sheet and file names
 * @param note how to read it, and what the numbers mean
 */
public record Part(String id, String title, String note, List<Chart> charts, List<Table> tables) {
  public Part {
    charts = List.copyOf(charts);
    tables = tables.stream().filter(table -> !table.isEmpty()).toList();
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return tables.isEmpty();
  }
}
