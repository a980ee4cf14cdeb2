package io.daping.common.event;

/** How grave a log record is, as the contract writes it. */
public enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL
}
