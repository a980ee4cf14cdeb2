package io.daping.services;

import io.daping.common.config.Settings;
import io.daping.services.api.ReadApi;
import io.daping.services.api.WebServer;
import io.daping.services.cells.PublishedCells;
import io.daping.services.wall.WallFeed;
import java.time.Clock;

/** The running wall: the feed that reads and the server that tells. Does not own the cells. */
record WallService(WallFeed feed, WebServer server) implements AutoCloseable {

  /**
   * @param port 0 for any that is free
   */
  static WallService start(PublishedCells cells, Settings settings, int port) {
    WallFeed feed = WallFeed.start(cells.reader(), settings, Clock.systemUTC());
    try {
      ReadApi api = new ReadApi(cells, feed, settings.zone());
      return new WallService(feed, WebServer.start(settings.wall().host(), port, api));
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  String address() {
    return server.address();
  }

  @Override
  public void close() {
    feed.close();
    server.close();
  }
}
