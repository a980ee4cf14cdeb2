package io.daping.bench.flink;

import io.daping.bench.peers.Engine;
import io.daping.bench.peers.EngineSettings;
import io.daping.bench.peers.Increment;
import io.daping.bench.peers.Partial;
import io.daping.bench.peers.Tally;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's DataStream API in one process; its cluster runs as long as the process does. */
public final class FlinkEngine implements Engine {
  private static final Duration CHECKPOINTS = Duration.ofSeconds(2);

  /** Catching up, totals go out now and then; following, as soon as may be. */
  private enum Haste {
    CATCH_UP(200, Duration.ofMillis(100)),
    FOLLOW(10, Duration.ofMillis(5));

    private final long flushMs;
    private final Duration bufferTimeout;

    Haste(long flushMs, Duration bufferTimeout) {
      this.flushMs = flushMs;
      this.bufferTimeout = bufferTimeout;
    }
  }

  private final EngineSettings arguments;
  private final Settings settings;
  private final Shuffle shuffle;
  private final Reading reading;
  private final int cores = Runtime.getRuntime().availableProcessors();
  private final MiniCluster cluster;
  private JobID following;

  /** What goes through the shuffle. */
  public enum Shuffle {
    EVERY_INCREMENT,
    COMBINED
  }

  /** How the records are read, and what is believed of them. */
  public enum Reading {
    /** The needed fields alone: each event is right, comes once, and an order pays once. */
    NEEDED_FIELDS,
    /** All fields, checked as Daping does and by its own code. */
    DAPINGS_INTAKE,
    /** All fields, made an object by Jackson and then checked. */
    BOUND_OBJECTS
  }

  public FlinkEngine(EngineSettings arguments, Shuffle shuffle, Reading reading) throws Exception {
    this.arguments = arguments;
    this.settings = arguments.load();
    this.shuffle = shuffle;
    this.reading = reading;
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
    cluster.executeJobBlocking(job(Haste.CATCH_UP));
  }

  @Override
  public void follow() throws Exception {
    JobGraph job = job(Haste.FOLLOW);
    following = job.getJobID();
    cluster.submitJob(job).get();
  }

  @Override
  public void stop() throws Exception {
    cluster.cancelJob(following).get();
  }

  private JobGraph job(Haste haste) {
    Configuration conf = configuration();
    conf.set(ExecutionOptions.BUFFER_TIMEOUT, haste.bufferTimeout);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(conf);
    env.setParallelism(cores);
    totals(increments(env, haste), haste)
        .sinkTo(new CellSink(new FlinkPlan(arguments, haste.flushMs)));
    return env.getStreamGraph().getJobGraph();
  }

  private DataStream<Increment> increments(StreamExecutionEnvironment env, Haste haste) {
    ZoneId zone = settings.zone();
    return switch (reading) {
      case NEEDED_FIELDS -> read(env, haste, new EventReader(zone));
      case DAPINGS_INTAKE ->
          once(read(env, haste, new CheckedReader(settings.intake().rule())), zone);
      case BOUND_OBJECTS -> once(read(env, haste, new BoundReader(settings.intake().rule())), zone);
    };
  }

  /** Of each event the first, and of each order one payment. */
  private static DataStream<Increment> once(DataStream<Checked> events, ZoneId zone) {
    DataStream<Checked> once =
        events.keyBy(Checked::id, Types.LONG).process(new FirstOfItsId(), CheckedSerializer.TYPE);
    DataStream<Increment> views =
        once.filter(event -> event.view() != null)
            .process(new ViewIncrements(zone), IncrementSerializer.TYPE);
    DataStream<Increment> sales =
        once.filter(event -> event.order() != null)
            .keyBy(event -> event.order().orderId(), Types.STRING)
            .process(new OrderPaysOnce(zone), IncrementSerializer.TYPE);
    return views.union(sales);
  }

  private <E> DataStream<E> read(
      StreamExecutionEnvironment env, Haste haste, KafkaRecordDeserializationSchema<E> reader) {
    KafkaSourceBuilder<E> source =
        KafkaSource.<E>builder()
            .setBootstrapServers(
                settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers()))
            .setTopics(Topic.ORDER.topicName(), Topic.BROWSE.topicName())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(reader);
    if (haste == Haste.CATCH_UP) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return env.fromSource(source.build(), WatermarkStrategy.noWatermarks(), "kafka");
  }

  private DataStream<Partial> totals(DataStream<Increment> increments, Haste haste) {
    if (shuffle == Shuffle.EVERY_INCREMENT) {
      return increments
          .keyBy(Increment::cell, CellNameSerializer.TYPE)
          .process(new RunningTotals<Increment>(Tally::add), PartialSerializer.TYPE);
    }
    return increments
        .transform("combiner", PartialSerializer.TYPE, new Combiner(haste.flushMs))
        .keyBy(Partial::cell, CellNameSerializer.TYPE)
        .process(
            new RunningTotals<Partial>((tally, part) -> tally.add(part.tally())),
            PartialSerializer.TYPE);
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
