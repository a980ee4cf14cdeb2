package io.daping.bench.flink;

import io.daping.bench.peers.Engine;
import io.daping.bench.peers.EngineSettings;
import io.daping.bench.peers.Increment;
import io.daping.bench.peers.Partial;
import io.daping.bench.peers.Tally;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's DataStream API in one process; its cluster runs as long as the process does. */
public final class FlinkEngine implements Engine {
  private static final Duration CHECKPOINTS = Duration.ofSeconds(2);
  private static final long FLUSH_MS = 200;

  private final EngineSettings arguments;
  private final Settings settings;
  private final Shuffle shuffle;
  private final int cores = Runtime.getRuntime().availableProcessors();
  private final MiniCluster cluster;

  /** What goes through the shuffle. */
  public enum Shuffle {
    EVERY_INCREMENT,
    COMBINED
  }

  public FlinkEngine(EngineSettings arguments, Shuffle shuffle) throws Exception {
    this.arguments = arguments;
    this.settings = arguments.load();
    this.shuffle = shuffle;
    this.cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration())
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(cores)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  @Override
  public void run() throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration());
    env.setParallelism(cores);
    FlinkPlan plan = new FlinkPlan(arguments, FLUSH_MS);
    DataStream<Increment> increments =
        env.fromSource(source(), WatermarkStrategy.noWatermarks(), "kafka");
    totals(increments).sinkTo(new CellSink(plan));
    cluster.executeJobBlocking(env.getStreamGraph().getJobGraph());
  }

  private DataStream<Partial> totals(DataStream<Increment> increments) {
    if (shuffle == Shuffle.EVERY_INCREMENT) {
      return increments
          .keyBy(Increment::cell, CellNameSerializer.TYPE)
          .process(new RunningTotals<Increment>(Tally::add), PartialSerializer.TYPE);
    }
    return increments
        .transform("combiner", PartialSerializer.TYPE, new Combiner(FLUSH_MS))
        .keyBy(Partial::cell, CellNameSerializer.TYPE)
        .process(
            new RunningTotals<Partial>((tally, part) -> tally.add(part.tally())),
            PartialSerializer.TYPE);
  }

  private KafkaSource<Increment> source() {
    return KafkaSource.<Increment>builder()
        .setBootstrapServers(
            settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers()))
        .setTopics(Topic.ORDER.topicName(), Topic.BROWSE.topicName())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .setDeserializer(new EventReader(settings.zone()))
        .build();
  }

  private Configuration configuration() {
    Configuration conf = new Configuration();
    conf.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
    conf.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, "file://" + settings.tables().checkpoints());
    conf.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    conf.set(PipelineOptions.OBJECT_REUSE, true);
    conf.set(PipelineOptions.GENERIC_TYPES, false);
    conf.set(CoreOptions.DEFAULT_PARALLELISM, cores);
    return conf;
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
