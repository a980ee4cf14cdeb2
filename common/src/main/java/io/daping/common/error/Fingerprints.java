package io.daping.common.error;

import com.google.common.hash.Hashing;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Names the group of an error: same application and, as far as it is known,
 *
 * <ol>
 *   <li>the types of the exception and its causes, and the application's own frames;
 *   <li>without such a frame these types and the message's template;
 *   <li>without an exception the logger and the message's template.
 * </ol>
 *
 * <p>A change of what belongs together raises {@link #VERSION}, which stands in every fingerprint:
 * groups of two versions never mix.
 *
 * @param libraries whose frames do not tell one error from another
 */
public record Fingerprints(LibraryPackages libraries) implements Serializable {
  /** Of the rules in this package. */
  public static final int VERSION = 1;

  /** Those of the packages below that no shop writes itself; reference.conf shows the same. */
  public static final Fingerprints STANDARD =
      new Fingerprints(
          new LibraryPackages(
              List.of(
                  "java.",
                  "javax.",
                  "jakarta.",
                  "jdk.",
                  "sun.",
                  "com.sun.",
                  "kotlin.",
                  "kotlinx.",
                  "scala.",
                  "groovy.",
                  "clojure.",
                  "akka.",
                  "io.netty.",
                  "io.vertx.",
                  "io.micrometer.",
                  "io.grpc.",
                  "io.reactivex.",
                  "reactor.",
                  "org.apache.",
                  "org.codehaus.",
                  "org.eclipse.",
                  "org.glassfish.",
                  "org.hibernate.",
                  "org.jboss.",
                  "org.mybatis.",
                  "org.postgresql.",
                  "org.quartz.",
                  "org.slf4j.",
                  "org.springframework.",
                  "org.thymeleaf.",
                  "ch.qos.logback.",
                  "net.sf.cglib.",
                  "com.alibaba.druid.",
                  "com.alibaba.fastjson.",
                  "com.baomidou.",
                  "com.fasterxml.",
                  "com.google.common.",
                  "com.mysql.",
                  "com.netflix.",
                  "com.opensymphony.",
                  "com.rabbitmq.",
                  "com.zaxxer.",
                  "feign.",
                  "okhttp3.",
                  "okio.",
                  "redis.clients.",
                  "rx.")));

  private static final int LONGEST_TITLE = 200;

  /** The fingerprint of an error, e.g. {@code 1-09f3c2b1a4d5e6f7}. */
  public String id(ErrorText error) {
    long hash = Hashing.murmur3_128().hashString(identity(error), StandardCharsets.UTF_8).asLong();
    return VERSION + "-" + HexFormat.of().toHexDigits(hash);
  }

  /** What a person reads for it; the same for most errors of a group. */
  public String title(ErrorText error) {
    String title = error.hasException() ? exceptionTitle(error) : Template.of(error.message());
    return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
  }

  /** All that errors of one group have in common; parts are separated by line ends. */
  String identity(ErrorText error) {
    if (!error.hasException()) {
      String logger = error.logger() == null ? "" : ClassNames.logger(error.logger());
      return String.join("\n", "message", error.app(), logger, Template.of(error.message()));
    }
    StackShape shape = shape(error);
    String types = String.join(" < ", shape.types());
    return shape.frames().isEmpty()
        ? String.join("\n", "type", error.app(), types, Template.of(error.said()))
        : String.join("\n", "stack", error.app(), types, String.join("\n", shape.frames()));
  }

  private String exceptionTitle(ErrorText error) {
    StackShape shape = shape(error);
    String said = Template.of(error.said());
    return ClassNames.simple(shape.types().get(0))
        + (said.isEmpty() ? "" : ": " + said)
        + (shape.frames().isEmpty() ? "" : " at " + ClassNames.simpleFrame(shape.frames().get(0)));
  }

  private StackShape shape(ErrorText error) {
    return StackShape.of(error.type(), error.stack(), libraries);
  }
}
