package io.daping.services;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import io.daping.services.cells.PublishedCells;
import io.daping.services.web.Ports;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: the wall and the read API, until the process is ended. */
@Command(name = "serve", description = "The wall and the read API of this home.")
final class ServeCommand implements Callable<Integer> {
  /** The name under which others find the wall. */
  private static final String SERVICE = "wall";

  private final PublishedCells.Opener cells;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "This port or none (default: the first free one from wall.port on).")
  private Integer port;

  ServeCommand(PublishedCells.Opener cells) {
    this.cells = cells;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = common.settings();
    PublishedCells open = cells.open(settings);
    WallService wall =
        WallService.start(open, settings, choosePort(settings.wall().host(), settings));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(wall, open), "wall-end"));
    settings.home().addresses().remember(SERVICE, wall.address());
    settings.home().announceReady(SERVICE);
    spec.commandLine().getOut().println("wall: http://" + wall.address() + "/");
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }

  private int choosePort(String host, Settings settings) {
    return port == null ? Ports.from(host, settings.wall().port()) : Ports.exactly(host, port);
  }

  private static void end(WallService wall, PublishedCells open) {
    wall.close();
    open.close();
  }
}
