package io.daping.services.collect;

/**
 * One of the ways into Kafka that {@code collect} runs. It works from its start until it closes.
 */
public interface CollectorPart extends AutoCloseable {

  /** What an operator reads at the start, e.g. {@code http: http://127.0.0.1:8090/}. */
  String announcement();

  /** Ends it in order: what was taken is delivered or refused. */
  @Override
  void close();
}
