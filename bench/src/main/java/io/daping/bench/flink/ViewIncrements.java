package io.daping.bench.flink;

import io.daping.bench.peers.Increment;
import io.daping.bench.peers.Increments;
import java.time.ZoneId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Views to increments. */
final class ViewIncrements extends ProcessFunction<Checked, Increment> {
  private final ZoneId zone;
  private transient Increments increments;

  ViewIncrements(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public void open(OpenContext context) {
    increments = new Increments(zone);
  }

  @Override
  public void processElement(Checked event, Context context, Collector<Increment> out) {
    increments.of(event.view(), out::collect);
  }
}
