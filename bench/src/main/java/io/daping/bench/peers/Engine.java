package io.daping.bench.peers;

/** A stream engine under measurement. Lives as long as its process. */
public interface Engine {

  /** Reads all that is in the topics, from the first record on, and returns when it is in HBase. */
  void run() throws Exception;

  /** Starts reading the topics from the first record on, as fast to HBase as it can, for good. */
  default void follow() throws Exception {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " only catches up");
  }

  /** Ends what {@link #follow} started. */
  default void stop() throws Exception {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " only catches up");
  }

  /** Lets go of what it holds. */
  void close() throws Exception;
}
