package io.daping.batch.dimension;

import picocli.CommandLine.Command;

/** {@code dimension}: what is known of items and users, and since when. */
@Command(
    name = "dimension",
    description = "Loads and shows what is known of items and users.",
    subcommands = {LoadCommand.class, ShowCommand.class})
public final class DimensionCommand {}
