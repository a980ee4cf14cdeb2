package io.daping.bench.peers;

/** A stream engine under measurement. Lives as long as its process. */
public interface Engine {

  /** Reads all that is in the topics, from the first record on, and returns when it is in HBase. */
  void run() throws Exception;

  /** Lets go of what it holds. */
  void close() throws Exception;
}
