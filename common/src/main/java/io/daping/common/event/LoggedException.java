package io.daping.common.event;

/**
 * An exception in a log record.
 *
 * @param type the class
 * @param message null without
 * @param stack as the JVM prints it, causes included
 */
public record LoggedException(String type, String message, String stack) {}
