package io.daping.common.hbase;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** One connection a process to each HBase, for tasks on executors, which have no other home. */
public final class SharedHBase {
  private static final ConcurrentMap<HBase.Target, HBase> CONNECTIONS = new ConcurrentHashMap<>();

  private SharedHBase() {}

  /** The process's connection; never closed by its users. */
  public static HBase of(HBase.Target target) {
    return CONNECTIONS.computeIfAbsent(target, HBase::connect);
  }
}
