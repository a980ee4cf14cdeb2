package io.daping.local.process;

import io.daping.common.fault.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code bin/daping}, for verbs whose classes are not on this process's class path. */
public final class Launcher {
  /** Set by the launcher itself: the folder that holds {@code bin/daping}. */
  private static final String ROOT = "daping.root";

  private Launcher() {}

  /** The command line of a verb. */
  public static List<String> command(String verb, List<String> arguments) {
    String root = System.getProperty(ROOT);
    if (root == null) {
      throw new Failure("start this by bin/daping: -D" + ROOT + " is not set");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(root, "bin", "daping").toString());
    command.add(verb);
    command.addAll(arguments);
    return command;
  }
}
