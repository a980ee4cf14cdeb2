package io.daping.local.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that was thrown.
 *
 * @param frames class.method(File.java:line), the innermost first
 * @param cause null for none
 */
record Fault(String type, String message, List<String> frames, Fault cause) {
  private static final List<String> SERVER =
      List.of(
          "org.example.web.Dispatcher.handle(Dispatcher.java:214)",
          "org.example.web.Connection.run(Connection.java:97)",
          "java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)",
          "java.base/java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:635)",
          "java.base/java.lang.Thread.run(Thread.java:840)");

  /** The trace as the JVM prints it: frames shared with the outer trace are counted only. */
  String stack() {
    StringBuilder text = new StringBuilder();
    print(text, List.of());
    return text.toString();
  }

  private void print(StringBuilder text, List<String> outer) {
    text.append(type).append(": ").append(message).append('\n');
    List<String> all = new ArrayList<>(frames);
    all.addAll(SERVER);
    int shared = 0;
    while (shared < Math.min(all.size(), outer.size())
        && all.get(all.size() - 1 - shared).equals(outer.get(outer.size() - 1 - shared))) {
      shared++;
    }
    all.subList(0, all.size() - shared)
        .forEach(frame -> text.append("\tat ").append(frame).append('\n'));
    if (shared > 0) {
      text.append("\t... ").append(shared).append(" more\n");
    }
    if (cause != null) {
      text.append("Caused by: ");
      cause.print(text, all);
    }
  }

  /** What an application meets on an ordinary day: the number chooses one of a few. */
  static Fault usual(String app, int kind, Chance chance) {
    String service = Character.toUpperCase(app.charAt(0)) + app.substring(1);
    String here = "com.example.%s.%sService.handle(%sService.java:%d)";
    List<String> frames = List.of(here.formatted(app, service, service, 88 + kind));
    return switch (kind % 4) {
      case 0 ->
          new Fault(
              "com.example.shop.UnavailableException",
              "no answer within " + chance.between(2, 9) * 500 + " ms",
              frames,
              new Fault(
                  "java.net.SocketTimeoutException",
                  "Read timed out",
                  List.of("java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:288)"),
                  null));
      case 1 ->
          new Fault(
              "java.lang.IllegalStateException",
              "order is not payable in state CANCELLED",
              frames,
              null);
      case 2 ->
          new Fault(
              "com.example.shop.StorageException",
              "the row was not written",
              frames,
              new Fault(
                  "java.sql.SQLTransientConnectionException",
                  "pool-1 - connection is not available, request timed out after 3000ms",
                  List.of("com.example.pool.Pool.borrow(Pool.java:161)"),
                  new Fault(
                      "java.sql.SQLException",
                      "too many connections",
                      List.of("com.example.driver.Session.open(Session.java:412)"),
                      null)));
      default ->
          new Fault(
              "java.lang.NullPointerException",
              "Cannot invoke \"Item.price()\" because \"item\" is null",
              frames,
              null);
    };
  }

  /** What a release has broken. */
  static Fault regression(String app, String release) {
    return new Fault(
        "java.lang.NoSuchMethodError",
        "'long com.example.%s.Price.of(java.lang.String)'".formatted(app),
        List.of("com.example.%s.Checkout.total(Checkout.java:57)".formatted(app)),
        new Fault(
            "java.lang.ClassNotFoundException",
            "com.example." + app + ".Price_" + release.replace('.', '_'),
            List.of("java.base/java.lang.ClassLoader.loadClass(ClassLoader.java:526)"),
            null));
  }
}
