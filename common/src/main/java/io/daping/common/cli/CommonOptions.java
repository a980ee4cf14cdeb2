package io.daping.common.cli;

import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that every verb has. */
public final class CommonOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "${env:DAPING_HOME:-var}",
      description = "Folder of data, checkpoints, logs and pid files (default: var).")
  private Path home;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings that differ from the reference, HOCON.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, e.g. --set stream.max-records-per-batch=500. Repeatable.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  /** The checked settings of this call. */
  public Settings settings() {
    return Configuration.load(home, config, overrides);
  }

  /** The same options as arguments, for a process that this one starts. */
  public List<String> asArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--home=" + home);
    if (config != null) {
      arguments.add("--config=" + config);
    }
    overrides.forEach((key, value) -> arguments.add("--set=" + key + "=" + value));
    return arguments;
  }
}
