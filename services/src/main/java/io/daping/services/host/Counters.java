package io.daping.services.host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/**
 * What the operating system has counted since it started.
 *
 * @param nanos of a clock that never steps back
 * @param cpuTicks by what the cores did
 * @param diskBusyMs by disk
 * @param received bytes, by network interface without loopback
 * @param sent bytes, likewise
 */
record Counters(
    long nanos,
    long[] cpuTicks,
    Map<String, Long> diskBusyMs,
    Map<String, Long> received,
    Map<String, Long> sent) {

  static Counters read(HardwareAbstractionLayer machine) {
    Map<String, Long> disks = new HashMap<>();
    for (HWDiskStore disk : machine.getDiskStores()) {
      disks.put(disk.getName(), disk.getTransferTime());
    }
    Map<String, Long> received = new HashMap<>();
    Map<String, Long> sent = new HashMap<>();
    List<NetworkIF> interfaces = machine.getNetworkIFs();
    for (NetworkIF each : interfaces) {
      received.put(each.getName(), each.getBytesRecv());
      sent.put(each.getName(), each.getBytesSent());
    }
    long[] ticks = machine.getProcessor().getSystemCpuLoadTicks();
    return new Counters(System.nanoTime(), ticks, disks, received, sent);
  }
}
