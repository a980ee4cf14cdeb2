package io.daping.bench.race;

import com.sun.management.OperatingSystemMXBean;
import io.daping.bench.peers.EmptyTables;
import io.daping.bench.peers.Engine;
import io.daping.bench.peers.EngineSettings;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;

/**
 * The process of one engine. Reads {@code prepare}, {@code run}, {@code follow}, {@code stop} and
 * {@code quit} from standard input; answers by lines that begin with {@link #MARK}: {@code ready},
 * {@code prepared}, {@code ran WALL_MS CPU_MS}, {@code following}, {@code stopped}.
 */
public final class EngineProcess {
  /** Begins the lines that are answers; whatever else is printed is not. */
  static final String MARK = "bench>";

  private final Engine engine;
  private final Settings settings;

  private EngineProcess(Engine engine, Settings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /** Arguments: the contestant, the home whose services run, options of {@link EngineSettings}. */
  public static void main(String[] args) {
    try {
      serve(args);
      System.exit(0); // Hadoop and HBase leave threads behind
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void serve(String[] args) throws Exception {
    Contestant contestant = Contestant.valueOf(args[0]);
    ArrayList<String> options = new ArrayList<>(Arrays.asList(args).subList(2, args.length));
    EngineSettings settings = new EngineSettings(args[1], contestant.label(), options);
    Engine engine = contestant.start(settings);
    answer("ready");
    new EngineProcess(engine, settings.load()).obey();
    engine.close();
  }

  private void obey() throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = in.readLine(); order != null; order = in.readLine()) {
      switch (order) {
        case "prepare" -> prepare();
        case "run" -> run();
        case "follow" -> {
          engine.follow();
          answer("following");
        }
        case "stop" -> {
          engine.stop();
          answer("stopped");
        }
        default -> {
          return;
        }
      }
    }
  }

  private void prepare() throws IOException {
    try (HBase hbase = HBase.connect(HBase.Target.of(settings))) {
      EmptyTables.make(hbase, settings);
    }
    System.gc(); // what the last repetition left is not this one's work
    answer("prepared");
  }

  private void run() throws Exception {
    double cpu = cpuMs();
    long begun = System.nanoTime();
    engine.run();
    double wall = (System.nanoTime() - begun) / 1e6;
    answer(String.format(Locale.ROOT, "ran %.1f %.1f", wall, cpuMs() - cpu));
  }

  private static double cpuMs() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e6;
  }

  private static void answer(String text) {
    System.out.println(MARK + " " + text);
    System.out.flush();
  }
}
