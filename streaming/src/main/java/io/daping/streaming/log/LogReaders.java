package io.daping.streaming.log;

import io.daping.common.fault.Failure;
import java.time.Duration;
import java.util.List;
import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.apache.kafka.common.TopicPartition;

/** The readers of a JVM, which outlive their tasks: the next micro-batch finds its own again. */
final class LogReaders {
  private static final Duration LONG_UNUSED = Duration.ofMinutes(5);
  private static final GenericKeyedObjectPool<Key, LogReader> POOL = pool();

  private LogReaders() {}

  /** Which partitions of which Kafka. */
  record Key(String bootstrapServers, List<TopicPartition> partitions) {}

  /** One that nobody else uses. */
  static LogReader take(Key key) {
    try {
      return POOL.borrowObject(key);
    } catch (Exception e) {
      throw new Failure("cannot read Kafka at " + key.bootstrapServers(), e);
    }
  }

  /** Gives it back; one that was stopped on its way is closed. */
  static void giveBack(Key key, LogReader reader) {
    if (reader.isAtRest()) {
      POOL.returnObject(key, reader);
      return;
    }
    try {
      POOL.invalidateObject(key, reader);
    } catch (Exception e) {
      throw new Failure("cannot close a reader of Kafka", e);
    }
  }

  private static GenericKeyedObjectPool<Key, LogReader> pool() {
    GenericKeyedObjectPoolConfig<LogReader> config = new GenericKeyedObjectPoolConfig<>();
    config.setMaxTotal(-1);
    config.setMaxTotalPerKey(-1);
    config.setMaxIdlePerKey(1);
    config.setMinEvictableIdleDuration(LONG_UNUSED);
    config.setTimeBetweenEvictionRuns(LONG_UNUSED);
    config.setNumTestsPerEvictionRun(-1);
    config.setJmxEnabled(false);
    return new GenericKeyedObjectPool<>(new Factory(), config);
  }

  private static final class Factory extends BaseKeyedPooledObjectFactory<Key, LogReader> {
    @Override
    public LogReader create(Key key) {
      return new LogReader(key.bootstrapServers(), key.partitions());
    }

    @Override
    public PooledObject<LogReader> wrap(LogReader reader) {
      return new DefaultPooledObject<>(reader);
    }

    @Override
    public void destroyObject(Key key, PooledObject<LogReader> reader) {
      reader.getObject().close();
    }
  }
}
