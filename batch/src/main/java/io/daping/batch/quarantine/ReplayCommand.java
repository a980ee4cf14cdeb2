package io.daping.batch.quarantine;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.OneWriter;
import io.daping.common.config.Settings;
import io.daping.common.sender.EventSender;
import io.daping.common.sender.SenderLimits;
import io.daping.common.sender.Source;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quarantine replay}: sends repaired records to Kafka again, each once. */
@Command(
    name = "replay",
    description = {
      "Sends records to Kafka again, each once, with the record time that it had.",
      "Without --from those that today's rules accept as they are; with it what stands in the file,"
          + " if the rules accept that. The others stay, and are told."
    })
final class ReplayCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Mixin private Selection selection;

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Repaired values: what show --json printed, mended.")
  private Path file;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Settings settings = common.settings();
    OneWriter lock = OneWriter.lock(settings.home().run(), "quarantine-replay");
    try {
      Replayed replayed = QuarantineSession.with(settings, q -> replay(q, settings));
      spec.commandLine().getOut().println(json ? Printed.json(replayed) : Printed.line(replayed));
    } finally {
      lock.close();
    }
    return ExitCode.DONE;
  }

  private Replayed replay(Quarantine quarantine, Settings settings) {
    String brokers =
        settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers());
    Source source = Source.start("quarantine");
    try (EventSender sender = EventSender.to(brokers, source, SenderLimits.PATIENT)) {
      Replay replay = new Replay(quarantine, settings, sender);
      return file == null
          ? replay.asTheyAre(selection)
          : replay.repaired(selection, Repair.read(file));
    }
  }
}
