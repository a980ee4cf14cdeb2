package io.daping.local.process;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory a service's JVM may take for its objects.
 *
 * @param least megabytes, whatever the machine has
 * @param share one such part of the machine's memory, if that is more
 */
public record Heap(long least, int share) {
  private static final long MEGABYTE = 1 << 20;

  /** What a service that keeps little in memory needs. */
  public static final Heap SMALL = new Heap(1_024, Integer.MAX_VALUE);

  /** The JVM's flag. */
  String flag() {
    long machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return "-Xmx" + Math.max(least, machine / MEGABYTE / share) + "m";
  }
}
