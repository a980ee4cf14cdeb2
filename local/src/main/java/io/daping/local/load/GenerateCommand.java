package io.daping.local.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.local.sender.EventSender;
import io.daping.local.sender.EventTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code generate}: the events of a shop in promotion, invented from a seed. */
@Command(
    name = "generate",
    description = {
      "Invents the events of a shop in promotion and sends them to Kafka as they happen, or writes"
          + " them as files. The same seed and start give the same bytes.",
      "With --out, ledger.jsonl tells what became of each record in order of delivery: good, late,"
          + " duplicate or bad:REASON. A replay gives each record its event's time, therefore bad"
          + " records of the classes future and too_old are made for Kafka alone, and `late` in a"
          + " file means: behind records that happened minutes later, out of order but not late by"
          + " record time. Really late are those sent to Kafka, or replayed at --speed 1 with"
          + " --record-time now from a file that was made with --start now."
    })
public final class GenerateCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private GenerateOptions options;
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Writes TOPIC.jsonl and ledger.jsonl there instead, as fast as possible.")
  private Path out;

  @Option(names = "--json", description = "Prints the counts as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    long begun = System.nanoTime();
    Tally tally = out == null ? toKafka(settings) : toFiles(settings);
    summarize(tally, (System.nanoTime() - begun) / 1e9);
    return ExitCode.DONE;
  }

  private Tally toFiles(Settings settings) throws IOException {
    try (Outlet outlet = FileOutlet.in(out)) {
      return options.forFiles(settings.zone()).into(outlet);
    }
  }

  private Tally toKafka(Settings settings) {
    String brokers =
        settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers());
    EventTopics.ensure(brokers, settings.kafka().partitions(), Topic.names());
    try (StopSignal stop = new StopSignal();
        EventSender sender = EventSender.to(brokers)) {
      Generation generation = options.forKafka(settings.zone(), stop);
      Speed.Pace pace = Speed.REAL_TIME.start(stop);
      pace.await(generation.plan().start().toEpochMilli());
      return generation.into(new KafkaOutlet(sender, pace));
    }
  }

  private void summarize(Tally tally, double seconds) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    tally.counts().forEach((topic, fates) -> err.println(topic + " " + fates));
    err.printf("%d events in %.1f s, %.0f/s%n", tally.total(), seconds, tally.total() / seconds);
    err.flush();
    if (json) {
      PrintWriter result = spec.commandLine().getOut();
      result.println(new ObjectMapper().writeValueAsString(tally.counts()));
      result.flush();
    }
  }
}
