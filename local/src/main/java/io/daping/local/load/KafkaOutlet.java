package io.daping.local.load;

import io.daping.common.event.Topic;
import io.daping.local.sender.StrictSender;

/** To Kafka, each when its time has come; the time of arrival is the record's time. */
final class KafkaOutlet implements Outlet {
  private final StrictSender sender;
  private final Speed.Pace pace;
  private final Encoder encoder = new Encoder();
  private long sent;

  KafkaOutlet(StrictSender sender, Speed.Pace pace) {
    this.sender = sender;
    this.pace = pace;
  }

  @Override
  public void take(Delivery delivery) {
    pace.await(delivery.at());
    Topic topic = delivery.event().topic();
    byte[] bytes = delivery.event().bytes(encoder);
    sent++;
    sender.send(Replay.outgoing(topic, bytes, Glance.at(bytes, topic), delivery.at(), sent));
  }

  @Override
  public void flush() {
    sender.flush();
  }

  @Override
  public void close() {
    sender.close();
  }
}
