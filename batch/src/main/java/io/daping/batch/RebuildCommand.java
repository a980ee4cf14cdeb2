package io.daping.batch;

import picocli.CommandLine.Command;

/** {@code rebuild} of this module: its second part; the stream's module has the first. */
@Command(
    name = "rebuild",
    subcommands = RebuildNightsCommand.class,
    description = "Makes all that HBase held again from Delta.")
public final class RebuildCommand {}
