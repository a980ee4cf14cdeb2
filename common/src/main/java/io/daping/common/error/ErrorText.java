package io.daping.common.error;

/**
 * What a log record says of an error.
 *
 * @param logger null when not said
 * @param type the exception's class; null without an exception
 * @param typeMessage what the exception says; null when it says nothing
 * @param stack as the JVM prints it, causes included; null without an exception
 */
public record ErrorText(
    String app, String logger, String message, String type, String typeMessage, String stack) {

  boolean hasException() {
    return type != null;
  }

  /** What the exception says, or else the record. */
  String said() {
    return typeMessage == null || typeMessage.isBlank() ? message : typeMessage;
  }
}
