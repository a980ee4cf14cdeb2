package io.daping.common.event;

import io.daping.common.json.MalformedJsonException;
import io.daping.common.json.WordList;
import java.util.List;

/** Reads one machine record. */
final class MachineScan {
  private static final WordList NAMES =
      Envelope.and("host", "zone", "cpu", "mem", "io", "load1", "net_in", "net_out");

  private static final double ALL = 100;
  private static final List<String> SAMPLES =
      List.of("cpu", "mem", "io", "load1", "net_in", "net_out");

  private final Envelope envelope = new Envelope();
  private String host;
  private String zone;
  private Double cpu;
  private Double mem;
  private Double io;
  private Double load1;
  private Double netIn;
  private Double netOut;

  MachineEvent read(FieldReader in) throws MalformedJsonException {
    for (String name = in.nextField(NAMES); name != null; name = in.nextField(NAMES)) {
      if (!envelope.take(name, in)) {
        take(name, in);
      }
    }
    envelope.require(in);
    in.faults().require(host, "host");
    if (!isSampled()) {
      in.faults().missingOneOf(SAMPLES);
    }
    return in.faults().gravest().isPresent() ? null : event();
  }

  private boolean isSampled() {
    return cpu != null
        || mem != null
        || io != null
        || load1 != null
        || netIn != null
        || netOut != null;
  }

  private void take(String name, FieldReader in) throws MalformedJsonException {
    switch (name) {
      case "host" -> host = in.id(name);
      case "zone" -> zone = in.word(name);
      case "cpu" -> cpu = in.real(name, 0, ALL);
      case "mem" -> mem = in.real(name, 0, ALL);
      case "io" -> io = in.real(name, 0, ALL);
      case "load1" -> load1 = in.real(name);
      case "net_in" -> netIn = in.real(name);
      case "net_out" -> netOut = in.real(name);
      default -> in.skip();
    }
  }

  private MachineEvent event() {
    return new MachineEvent(
        envelope.eventId(), envelope.eventTime(), host, zone, cpu, mem, io, load1, netIn, netOut);
  }
}
