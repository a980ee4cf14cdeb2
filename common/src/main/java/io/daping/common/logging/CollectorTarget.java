package io.daping.common.logging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** The collector's HTTP endpoint; each call is one request of newline-delimited JSON. */
final class CollectorTarget implements LogTarget {
  private static final int ACCEPTED = 202;

  private final HttpClient client;
  private final HttpRequest.Builder request;

  CollectorTarget(URI url, String token, Duration patience) {
    client = HttpClient.newBuilder().connectTimeout(patience).build();
    request =
        HttpRequest.newBuilder(url)
            .timeout(patience.multipliedBy(3))
            .header("Content-Type", "application/x-ndjson");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
  }

  @Override
  public int send(List<byte[]> records) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] record : records) {
      body.writeBytes(record);
      body.write('\n');
    }
    HttpRequest post =
        request.copy().POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())).build();
    try {
      boolean taken =
          client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode() == ACCEPTED;
      return taken ? 0 : records.size();
    } catch (IOException e) {
      return records.size(); // counted: to log it would send it here again
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return records.size();
    }
  }

  @Override
  public int close(Duration patience) {
    return 0;
  }
}
