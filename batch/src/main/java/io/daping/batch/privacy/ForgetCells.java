package io.daping.batch.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.event.OrderEvent;
import io.daping.common.hbase.ErrorGroupStore;
import io.daping.common.hbase.EveryCell;
import io.daping.common.hbase.EveryCell.Part;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.JourneyStore;
import io.daping.common.hbase.RowErasure;
import io.daping.common.hbase.RowErasure.RowOf;
import io.daping.common.order.OrderCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The cells in HBase: what is remembered of the person's orders and of the ways to them, cells of a
 * dimension value that is the person's, and samples of errors that speak of the person. Totals keep
 * their numbers, and sketches of distinct users hold hashes, from which nobody is read.
 *
 * @param files folder of HBase's files if they are on this machine, else null
 */
record ForgetCells(HBase hbase, Path files) implements Forgetting {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long PAUSE_MS = 500;

  /** Holds hashes of ids. */
  private static final String SEEN = "seen";

  @Override
  public String store() {
    return "cells";
  }

  @Override
  public long erase(Person person) {
    Set<RowOf> rows = rows(person);
    RowErasure erasure = new RowErasure(hbase);
    erasure.delete(rows);
    Set<String> tables = rows.stream().map(RowOf::table).collect(Collectors.toSet());
    // Also when there is nothing left to delete: an earlier try may have ended before this.
    tables.add("orders");
    tables.add(JourneyStore.TABLE);
    tables.add(ErrorGroupStore.TABLE);
    erasure.purge(tables);
    return rows.size();
  }

  @Override
  public List<String> remains(Person person) {
    List<String> found = new ArrayList<>();
    rows(person).forEach(row -> found.add("a row of HBase table " + row.table()));
    if (files != null) {
      found.addAll(inFiles(person));
    }
    return found;
  }

  /** HBase's cleaners take some seconds to remove what a compaction has replaced. */
  private List<String> inFiles(Person person) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    RowErasure erasure = new RowErasure(hbase);
    List<String> found = new FileBytes(person).in(files);
    while (!found.isEmpty() && System.nanoTime() < end) {
      erasure.clean();
      pause();
      found = new FileBytes(person).in(files);
    }
    return found;
  }

  private Set<RowOf> rows(Person person) {
    Set<RowOf> rows = new TreeSet<>();
    Set<String> payments =
        person.orders().stream().map(JourneyStore::rowOfOrder).collect(Collectors.toSet());
    new EveryCell(hbase)
        .forEach(
            part -> {
              boolean isPayment =
                  part.table().equals(JourneyStore.TABLE) && payments.contains(part.row());
              if (isPayment || !part.table().equals(SEEN) && isPersons(part, person)) {
                rows.add(new RowOf(part.table(), part.row()));
              }
            });
    return rows;
  }

  private static boolean isPersons(Part part, Person person) {
    String text = new String(part.bytes(), StandardCharsets.UTF_8);
    return switch (part.part()) {
      case "row" ->
          text.equals(person.user())
              || person.visitors().contains(text)
              || (part.table().equals("orders") && person.orders().contains(text));
      case "value" ->
          part.table().equals("orders") && isOrderOf(part.bytes(), person)
              || part.table().equals(JourneyStore.TABLE) && isStepOf(part.bytes(), person)
              || isSample(part) && person.isIn(text);
      default -> false;
    };
  }

  /** An error's sample is a line of nobody: it goes when it speaks of the person. */
  private static boolean isSample(Part part) {
    return part.table().equals(ErrorGroupStore.TABLE)
        && part.row().endsWith(ErrorGroupStore.SAMPLE_ROW);
  }

  /** Any state of the order names its user and device. */
  private static boolean isOrderOf(byte[] states, Person person) {
    List<OrderEvent> events = OrderCodec.decode(states).events();
    Set<String> users = known(events, OrderEvent::userId);
    return users.isEmpty()
        ? known(events, OrderEvent::visitorId).stream().anyMatch(person.visitors()::contains)
        : users.contains(person.user());
  }

  private static Set<String> known(List<OrderEvent> events, Function<OrderEvent, String> field) {
    return events.stream().map(field).filter(Objects::nonNull).collect(Collectors.toSet());
  }

  /** A view or a sold line; of a payment nothing but the order's own row tells whose it is. */
  private static boolean isStepOf(byte[] step, Person person) {
    try {
      JsonNode json = JSON.readTree(step);
      return person.owns(
          new Person.Bearer(
              json.path("userId").textValue(),
              json.path("visitorId").textValue(),
              json.path("orderId").textValue(),
              null));
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while HBase cleans its files", e);
    }
  }
}
