package io.daping.local.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fault.Failure;
import io.daping.common.sender.SentCount;
import io.daping.local.sender.EventTopics;
import io.daping.local.sender.StrictSender;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code replay}: recorded events go to Kafka once more. */
@Command(
    name = "replay",
    description = {
      "Sends TOPIC.jsonl or TOPIC.jsonl.gz of a folder to Kafka, all topics interleaved by event"
          + " time. Each line's bytes go as they are, valid or not. Prints the count per topic.",
      "A line of access.log or access.log.gz that is in NCSA combined or common log format becomes"
          + " a record of topic access; any other line's bytes go as they are.",
      "A topic that the brokers lack is created."
    })
public final class ReplayCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Folder with one file a topic.")
  private Path dir;

  @Option(
      names = "--speed",
      paramLabel = "max|N",
      defaultValue = "max",
      converter = Speed.Converter.class,
      description = "As fast as possible (default), or N times real time: 60 is an hour a minute.")
  private Speed speed;

  @Option(
      names = "--record-time",
      paramLabel = "event|now",
      defaultValue = "event",
      description =
          "Kafka's time of a record: the event's own, or that of the line before where a line has"
              + " none (default), or the time of sending.")
  private Replay.RecordTime times;

  @Option(names = "--json", description = "Prints the counts as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(dir)) {
      throw new ParameterException(spec.commandLine(), "no such folder: " + dir);
    }
    Settings settings = common.settings();
    Folder folder = Folder.of(dir);
    if (folder.files().isEmpty()) {
      throw new Failure(
          dir + " holds no event file: one of " + Folder.wanted() + " is needed, plain or .gz");
    }
    print(send(settings, folder));
    return ExitCode.DONE;
  }

  private Map<String, Long> send(Settings settings, Folder folder) throws IOException {
    String brokers =
        settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers());
    EventTopics.ensure(brokers, settings.kafka().partitions(), names(folder));
    Map<String, Long> counts = new LinkedHashMap<>();
    try (StrictSender sender = StrictSender.to(brokers, "replay");
        Folder.Open open = folder.open();
        Progress progress = Progress.of("replay", folder.bytes(), err())) {
      new Replay(sender, speed, times)
          .run(open.recordings(), progress::at)
          .forEach((topic, count) -> counts.put(topic.topicName(), count));
    }
    return counts;
  }

  private static List<String> names(Folder folder) {
    Stream<String> events = folder.files().keySet().stream().map(Topic::topicName);
    return Stream.concat(events, Stream.of(SentCount.TOPIC)).toList();
  }

  private void print(Map<String, Long> counts) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(counts));
    } else {
      counts.forEach((topic, count) -> out.println(topic + "\t" + count));
    }
    out.flush();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
