package io.daping.bench.peers;

import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * An engine's settings in a form that travels: its tables and checkpoints are its own.
 *
 * @param home whose Kafka and HBase run
 * @param engine its name, part of the names of its tables
 * @param options {@code --config=FILE} and {@code --set=KEY=VALUE} for all engines, as verbs have
 *     them
 */
public record EngineSettings(String home, String engine, ArrayList<String> options)
    implements Serializable {
  private static final String CONFIG = "--config=";
  private static final String SET = "--set=";

  /** The checked settings. */
  public Settings load() {
    Map<String, String> all = new HashMap<>();
    Path config = null;
    for (String option : options) {
      if (option.startsWith(CONFIG)) {
        config = Path.of(option.substring(CONFIG.length()));
      } else if (option.startsWith(SET)) {
        String[] setting = option.substring(SET.length()).split("=", 2);
        all.put(setting[0], setting[1]);
      }
    }
    all.put("hbase.table-prefix", "bench" + engine.replace("_", ""));
    all.put("tables.path", Path.of(home, engine, "tables").toString());
    all.put("tables.checkpoints", Path.of(home, engine, "checkpoints").toString());
    return Configuration.load(Path.of(home), config, all);
  }
}
