package io.daping.common.event;

import java.io.IOException;
import java.util.List;

/** Reads one machine record. */
final class MachineScan {
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

  MachineEvent read(FieldReader in) throws IOException {
    SeenNames seen = new SeenNames();
    for (String name = in.nextField(seen); name != null; name = in.nextField(seen)) {
      if (!envelope.take(name, in)) {
        take(name, in);
      }
    }
    envelope.require(in);
    in.require(host, "host");
    if (!isSampled()) {
      in.missingOneOf(SAMPLES);
    }
    return in.problem().isPresent() ? null : event();
  }

  private boolean isSampled() {
    return cpu != null
        || mem != null
        || io != null
        || load1 != null
        || netIn != null
        || netOut != null;
  }

  private void take(String name, FieldReader in) throws IOException {
    switch (name) {
      case "host" -> host = in.id(name);
      case "zone" -> zone = in.text(name);
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
