package io.daping.services.collect;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.CollectSettings;
import io.daping.common.config.ConfigProblem;
import io.daping.common.config.OneWriter;
import io.daping.common.config.Settings;
import io.daping.common.sender.EventSender;
import io.daping.common.sender.SenderLimits;
import io.daping.common.sender.Source;
import io.daping.services.collect.http.HttpCollector;
import io.daping.services.follow.LogFollower;
import io.daping.services.host.HostAgent;
import io.daping.services.web.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collect}: all ways into Kafka that the settings switch on, until the process is ended. */
@Command(name = "collect", description = "The HTTP collector and what else brings events in.")
public final class CollectCommand implements Callable<Integer> {
  /** The name under which others find the HTTP collector. */
  public static final String SERVICE = "collect";

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Where HTTP listens (default: collect.http.host).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "This port or none (default: the first free one from collect.http.port on).")
  private Integer port;

  /** Held as long as the process lives: two followers of one memory would send lines twice. */
  private OneWriter followed;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = common.settings();
    List<CollectorPart> parts = new ArrayList<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(parts), "collect-end"));
    start(settings, parts);
    if (parts.isEmpty()) {
      throw new ConfigProblem(
          List.of(
              "collect has nothing to do: switch on collect.http.enabled or collect.host.enabled,"
                  + " or name logs in collect.follow.logs"));
    }
    parts.forEach(part -> spec.commandLine().getOut().println(part.announcement()));
    settings.home().announceReady(SERVICE);
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }

  /** Here each part of the collector is asked whether it is wanted. */
  private void start(Settings settings, List<CollectorPart> parts) {
    if (settings.collect().http().enabled()) {
      parts.add(http(settings));
    }
    if (!settings.collect().follow().logs().isEmpty()) {
      followed = OneWriter.lock(settings.home().run(), "follow");
      Path state = settings.home().dir().resolve("collect").resolve("follow.json");
      parts.add(
          LogFollower.start(
              settings.collect().follow(),
              sender("follow", settings),
              state,
              settings.home().troubles()));
    }
    if (settings.collect().host().enabled()) {
      parts.add(HostAgent.start(settings.collect().host(), sender("host", settings)));
    }
  }

  private static EventSender sender(String part, Settings settings) {
    String brokers =
        settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers());
    return EventSender.to(brokers, Source.start(part), SenderLimits.PATIENT);
  }

  private HttpCollector http(Settings settings) {
    CollectSettings.Http given = settings.collect().http();
    String at = host == null ? given.host() : host;
    int on = port == null ? Ports.from(at, given.port()) : Ports.exactly(at, port);
    HttpCollector http = HttpCollector.start(settings, given.at(at, on));
    settings.home().addresses().remember(SERVICE, http.address());
    return http;
  }

  private static void end(List<CollectorPart> parts) {
    parts.forEach(CollectorPart::close);
  }
}
