package io.daping.services.collect.http;

import io.daping.common.config.CollectSettings;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The socket of the collector: a rush of connections may wait, one that says nothing may not. */
final class Listening {
  private static final int WAITING_CONNECTIONS = 1_024;
  private static final int IDLE_MS = 30_000;

  private Listening() {}

  static Connector at(CollectSettings.Http http, Server server, HttpConfiguration base) {
    HttpConfiguration configuration = new HttpConfiguration(base);
    configuration.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setHost(http.host());
    connector.setPort(http.port());
    connector.setAcceptQueueSize(WAITING_CONNECTIONS);
    connector.setIdleTimeout(IDLE_MS);
    return connector;
  }
}
