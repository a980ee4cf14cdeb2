package io.daping.streaming;

import io.daping.common.cli.Verbs;

/** The verbs of the streaming jobs. */
public final class StreamingMain {
  private StreamingMain() {}

  public static void main(String[] args) {
    Verbs.run(args, new StreamCommand(), new RebuildCommand());
  }
}
