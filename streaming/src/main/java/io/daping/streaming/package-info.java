/** The Structured Streaming jobs. Each is handed its source and its sinks. */
package io.daping.streaming;
