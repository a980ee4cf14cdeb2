package io.daping.common.logging;

import com.fasterxml.jackson.databind.ObjectMapper;
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
  private static final int SOME_ACCEPTED = 207;
  private static final ObjectMapper JSON = new ObjectMapper();

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
      return records.size()
          - taken(client.send(post, HttpResponse.BodyHandlers.ofByteArray()), records.size());
    } catch (IOException e) {
      return records.size(); // counted: to log it would send it here again
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return records.size();
    }
  }

  private static int taken(HttpResponse<byte[]> answer, int records) throws IOException {
    return switch (answer.statusCode()) {
      case ACCEPTED -> records;
      case SOME_ACCEPTED -> JSON.readTree(answer.body()).path("accepted").asInt();
      default -> 0;
    };
  }

  @Override
  public int close(Duration patience) {
    return 0;
  }
}
