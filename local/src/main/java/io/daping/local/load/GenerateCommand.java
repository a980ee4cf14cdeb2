package io.daping.local.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.sender.SentCount;
import io.daping.local.sender.EventTopics;
import io.daping.local.sender.StrictSender;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private static final Duration TOLERABLE = Duration.ofSeconds(2);

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
    Tally tally = out == null ? toKafka(settings) : toFiles(settings);
    summarize(tally);
    return ExitCode.DONE;
  }

  private Tally toFiles(Settings settings) throws IOException {
    Generation generation = options.forFiles(settings.zone());
    try (Outlet outlet = FileOutlet.in(out)) {
      return generation.into(outlet);
    }
  }

  private Tally toKafka(Settings settings) {
    String brokers =
        settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers());
    List<String> topics = new ArrayList<>(Topic.names());
    topics.add(SentCount.TOPIC);
    EventTopics.ensure(brokers, settings.kafka().partitions(), topics);
    try (StopSignal stop = new StopSignal();
        StrictSender sender = StrictSender.to(brokers, "generate")) {
      Generation generation = options.forKafka(settings.zone(), stop);
      Speed.Pace pace = Speed.REAL_TIME.start(stop);
      pace.await(generation.plan().start().toEpochMilli());
      Tally tally = generation.into(new KafkaOutlet(sender, pace));
      tellIfBehind(pace.behind());
      return tally;
    }
  }

  private void tellIfBehind(Duration behind) {
    if (behind.compareTo(TOLERABLE) > 0) {
      err()
          .printf(
              "daping: the last event came %d s after its time: this machine cannot make or take so"
                  + " many a second%n",
              behind.toSeconds());
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private void summarize(Tally tally) throws IOException {
    double seconds = tally.seconds();
    PrintWriter err = err();
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
