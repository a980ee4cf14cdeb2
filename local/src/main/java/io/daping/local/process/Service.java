package io.daping.local.process;

import io.daping.common.config.Home;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A background process of a home: how it is started, and when it counts as ready. */
public sealed interface Service {
  /** Its name in pid files, logs, {@code --only} and the status. */
  String name();

  /** How long it may take until it is ready. */
  Duration patience();

  /**
   * The command that runs it in the foreground.
   *
   * @param options the common options, as arguments
   */
  List<String> command(Home home, List<String> options);

  /** Whether its process, which lives, also serves. */
  default boolean isReady(Home home, long pid) {
    return home.isReady(name(), pid);
  }

  /** A verb of this module, run by the Java and the class path of the caller. */
  record Embedded(String name, String verb, Heap heap, Duration patience) implements Service {
    private static final String MAIN = "io.daping.local.LocalMain";

    @Override
    public List<String> command(Home home, List<String> options) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of(heap.flag(), "-XX:+ExitOnOutOfMemoryError"));
      command.add("-Dlog4j2.configurationFile=log4j2-service.xml");
      command.add("-Ddaping.log=" + home.logs().resolve(name + ".log"));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, verb));
      command.addAll(options);
      return command;
    }
  }

  /** A verb of another module, run by the launcher; it announces in its home that it is ready. */
  record Launched(String name, String verb, Duration patience) implements Service {
    @Override
    public List<String> command(Home home, List<String> options) {
      return Launcher.command(verb, options);
    }
  }

  /**
   * Like {@link Launched}, and its web address must answer. That alone would not do: the address of
   * an earlier start may be another home's by now.
   */
  record Web(String name, String verb, String healthPath, Duration patience) implements Service {
    private static final int PATIENCE_MS = 5_000;

    @Override
    public List<String> command(Home home, List<String> options) {
      return Launcher.command(verb, options);
    }

    @Override
    public boolean isReady(Home home, long pid) {
      Optional<String> address = home.addresses().of(name);
      return home.isReady(name, pid)
          && address.isPresent()
          && answers(URI.create("http://" + address.get() + healthPath));
    }

    private static boolean answers(URI health) {
      try {
        HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MS);
        connection.setReadTimeout(PATIENCE_MS);
        int status = connection.getResponseCode();
        connection.disconnect();
        return status == HttpURLConnection.HTTP_OK;
      } catch (IOException e) {
        return false;
      }
    }
  }
}
