package io.daping.local.load;

import io.daping.common.event.Topic;
import io.daping.common.fault.Failure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;

/**
 * A folder that {@code replay} reads: {@code TOPIC.jsonl} and, over all topics, {@code
 * ledger.jsonl} with one line a delivery: topic, event_id (null where the record has none), class.
 */
final class FileOutlet implements Outlet {
  private final Encoder encoder = new Encoder();
  private final Map<Topic, OutputStream> files = new EnumMap<>(Topic.class);
  private final OutputStream ledger;

  private FileOutlet(OutputStream ledger) {
    this.ledger = ledger;
  }

  /**
   * Begins new files.
   *
   * @throws Failure when one of them is there already
   */
  static FileOutlet in(Path dir) throws IOException {
    Files.createDirectories(dir);
    for (String name : Topic.names()) {
      refuseIfThere(dir.resolve(name + ".jsonl"));
      refuseIfThere(dir.resolve(name + ".jsonl.gz"));
    }
    FileOutlet outlet = new FileOutlet(created(dir.resolve("ledger.jsonl")));
    for (Topic topic : Topic.values()) {
      outlet.files.put(topic, created(dir.resolve(topic.topicName() + ".jsonl")));
    }
    return outlet;
  }

  @Override
  public void take(Delivery delivery) {
    Event event = delivery.event();
    try {
      line(files.get(event.topic()), event.bytes(encoder));
      line(ledger, entry(delivery));
    } catch (IOException e) {
      throw lost(e);
    }
  }

  @Override
  public void flush() {
    try {
      for (OutputStream file : files.values()) {
        file.flush();
      }
      ledger.flush();
    } catch (IOException e) {
      throw lost(e);
    }
  }

  @Override
  public void close() {
    try (OutputStream last = ledger) {
      for (OutputStream file : files.values()) {
        file.close();
      }
      last.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] entry(Delivery delivery) {
    return encoder.object(
        to -> {
          to.writeStringField("topic", delivery.event().topic().topicName());
          to.writeStringField("event_id", delivery.event().eventId());
          to.writeStringField("class", delivery.fate().label());
        });
  }

  private static void line(OutputStream to, byte[] bytes) throws IOException {
    to.write(bytes);
    to.write('\n');
  }

  private static OutputStream created(Path file) throws IOException {
    refuseIfThere(file);
    OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    return new BufferedOutputStream(out, 1 << 18);
  }

  private static void refuseIfThere(Path file) {
    if (Files.exists(file)) {
      throw new Failure(file + " is there already: name another folder, or remove it");
    }
  }

  private static Failure lost(IOException e) {
    return new Failure("the events cannot be written: " + e.getMessage(), e);
  }
}
