package io.daping.services.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.daping.common.config.HostSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;
import java.util.UUID;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;

/** This machine, which says how it fared since it was asked last. */
final class Machine {
  private static final JsonFactory JSON = new JsonFactory();

  private final HardwareAbstractionLayer hardware;
  private final String host;
  private final String zone;
  private Counters last;

  private Machine(HardwareAbstractionLayer hardware, String host, String zone) {
    this.hardware = hardware;
    this.host = host;
    this.zone = zone;
    this.last = Counters.read(hardware);
  }

  static Machine of(HostSettings settings) {
    SystemInfo system = new SystemInfo();
    String host =
        settings.host().isEmpty()
            ? system.getOperatingSystem().getNetworkParams().getHostName()
            : settings.host();
    return new Machine(system.getHardware(), host, settings.zone());
  }

  String host() {
    return host;
  }

  /** The contract's record of the time since the last one. */
  byte[] sample(long now) {
    Counters read = Counters.read(hardware);
    Load load = Load.between(last, read);
    last = read;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("event_id", UUID.randomUUID().toString());
      out.writeNumberField("event_time", now);
      out.writeStringField("host", host);
      if (!zone.isEmpty()) {
        out.writeStringField("zone", zone);
      }
      write(out, "cpu", load.cpu());
      write(out, "mem", memory());
      write(out, "io", load.io());
      write(out, "load1", load1());
      write(out, "net_in", load.netIn());
      write(out, "net_out", load.netOut());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private OptionalDouble memory() {
    GlobalMemory memory = hardware.getMemory();
    long total = memory.getTotal();
    return total <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Load.percent(100.0 * (total - memory.getAvailable()) / total));
  }

  private OptionalDouble load1() {
    double load = hardware.getProcessor().getSystemLoadAverage(1)[0];
    return load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load);
  }

  private static void write(JsonGenerator out, String name, OptionalDouble value)
      throws IOException {
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      out.writeNumberField(name, value.getAsDouble());
    }
  }
}
