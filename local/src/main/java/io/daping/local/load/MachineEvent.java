package io.daping.local.load;

import com.fasterxml.jackson.core.JsonGenerator;
import io.daping.common.event.Topic;
import java.io.IOException;
import java.math.BigDecimal;

/** One sample of one host. */
record MachineEvent(String eventId, long time, Fleet.Host host, Sample sample) implements Event {
  /** What was measured: percent, load, bytes per second. */
  record Sample(double cpu, double mem, double io, double load1, double netIn, double netOut) {}

  @Override
  public Topic topic() {
    return Topic.MACHINE;
  }

  @Override
  public byte[] bytes(Encoder encoder) {
    return encoder.object(this::write);
  }

  private void write(JsonGenerator to) throws IOException {
    to.writeStringField("event_id", eventId);
    to.writeNumberField("event_time", time);
    to.writeStringField("host", host.name());
    to.writeStringField("zone", host.zone());
    number(to, "cpu", sample.cpu());
    number(to, "mem", sample.mem());
    number(to, "io", sample.io());
    number(to, "load1", sample.load1());
    number(to, "net_in", sample.netIn());
    number(to, "net_out", sample.netOut());
  }

  /** Two decimals; how a double is printed differs between versions of Java. */
  private static void number(JsonGenerator to, String field, double value) throws IOException {
    to.writeFieldName(field);
    to.writeNumber(BigDecimal.valueOf(Math.round(value * 100), 2));
  }
}
