package io.daping.bench.race;

import io.daping.bench.daping.DapingEngine;
import io.daping.bench.flink.FlinkEngine;
import io.daping.bench.flink.FlinkEngine.Reading;
import io.daping.bench.flink.FlinkEngine.Shuffle;
import io.daping.bench.peers.Engine;
import io.daping.bench.peers.EngineSettings;
import io.daping.bench.plain.PlainEngine;
import java.util.List;
import java.util.Locale;

/** The engines that are measured, in the order in which they take their turns. */
public enum Contestant {
  PLAIN(
      "a plain Java program: the limit",
      "Begins anew after a fall." + Peer.CHECKS_NOTHING,
      List.of("/org/apache/spark/", "/org/apache/flink/")) {
    @Override
    Engine start(EngineSettings settings) {
      return new PlainEngine(settings.load());
    }
  },
  FLINK(
      "Flink DataStream, every increment shuffled",
      Peer.EXACT_STATE + Peer.CHECKS_NOTHING,
      Libraries.OF_SPARK) {
    @Override
    Engine start(EngineSettings settings) throws Exception {
      return new FlinkEngine(settings, Shuffle.EVERY_INCREMENT, Reading.NEEDED_FIELDS);
    }
  },
  FLINK_COMBINED(
      "Flink DataStream, combined before the shuffle",
      Peer.EXACT_STATE + Peer.CHECKS_NOTHING,
      Libraries.OF_SPARK) {
    @Override
    Engine start(EngineSettings settings) throws Exception {
      return new FlinkEngine(settings, Shuffle.COMBINED, Reading.NEEDED_FIELDS);
    }
  },
  FLINK_STRICT(
      "Flink DataStream that promises what Daping does, combined before the shuffle",
      Peer.EXACT_STATE + " Checks with Daping's own intake." + Peer.PROMISES_THE_SAME,
      Libraries.OF_SPARK) {
    @Override
    Engine start(EngineSettings settings) throws Exception {
      return new FlinkEngine(settings, Shuffle.COMBINED, Reading.DAPINGS_INTAKE);
    }
  },
  FLINK_USUAL(
      "Flink DataStream that promises what Daping does, written as is usual: every increment shuffled",
      Peer.EXACT_STATE
          + " Jackson makes an object of each record, whose fields are then checked."
          + Peer.PROMISES_THE_SAME,
      Libraries.OF_SPARK) {
    @Override
    Engine start(EngineSettings settings) throws Exception {
      return new FlinkEngine(settings, Shuffle.EVERY_INCREMENT, Reading.BOUND_OBJECTS);
    }
  },
  DAPING_QUERIES("Daping's stream, the query set alone", Ours.STRICT, Libraries.OF_FLINK) {
    @Override
    Engine start(EngineSettings settings) {
      return new DapingEngine(settings.load(), DapingEngine.Scope.QUERY_SET);
    }
  },
  DAPING(
      "Daping's stream, the whole catalogue",
      Ours.STRICT
          + " Computes every metric of both topics by every dimension and grain: more than the peers.",
      Libraries.OF_FLINK) {
    @Override
    Engine start(EngineSettings settings) {
      return new DapingEngine(settings.load(), DapingEngine.Scope.WHOLE_CATALOGUE);
    }
  };

  private final String title;
  private final String does;
  private final List<String> without;

  Contestant(String title, String does, List<String> without) {
    this.title = title;
    this.does = does;
    this.without = without;
  }

  /** Each brings a Kryo of its own under the same class names. */
  private static final class Libraries {
    static final List<String> OF_SPARK = List.of("/org/apache/spark/", "/kryo-shaded/");
    static final List<String> OF_FLINK = List.of("/org/apache/flink/", "/esotericsoftware/kryo/");
  }

  /** What stands on the peers' side of the bargain. */
  private static final class Peer {
    static final String CHECKS_NOTHING =
        " Reads the needed fields alone and trusts them: no check of a field or a time, no"
            + " quarantine, no duplicates removed, a second payment of an order would count.";
    static final String PROMISES_THE_SAME =
        " Removes duplicates by event_id, lets an order pay once. Forgets no id and no order,"
            + " quarantines nothing, counts no late event.";
    static final String EXACT_STATE = "Checkpoints every 2 s; totals go to HBase within 200 ms.";
  }

  /** What stands on Daping's. */
  private static final class Ours {
    static final String STRICT =
        "Checks every field and time of each event, removes duplicates and conflicts, lets an"
            + " order pay once in whatever order its states come, counts what is late; exact"
            + " through kill -9.";
  }

  abstract Engine start(EngineSettings settings) throws Exception;

  /** Its name in tables, files and JSON. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String title() {
    return title;
  }

  /** What it does for its figures, and what it does not. */
  String does() {
    return does;
  }

  boolean isOurs() {
    return this == DAPING || this == DAPING_QUERIES;
  }

  /** Whether it believes that each event is right and comes once. */
  boolean trusts() {
    return this == PLAIN || this == FLINK || this == FLINK_COMBINED;
  }

  /** Whether its freshness is measured, too. */
  boolean follows() {
    return this == FLINK || this == DAPING;
  }

  /** Parts of paths that are not on its class path. */
  List<String> without() {
    return without;
  }
}
