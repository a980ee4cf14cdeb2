package io.daping.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.daping.common.error.Fingerprints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings are right or the start is stopped, with every reason at once. */
final class ConfigurationTest {
  @TempDir private Path home;

  @Test
  void theDefaultsAreThoseOfTheReference() {
    Settings settings = Configuration.defaults(home);
    assertThat(settings.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(settings.baseCurrency()).isEqualTo("CNY");
    assertThat(settings.kafka()).isEqualTo(new Settings.Kafka("", 4, Duration.ofDays(7)));
    assertThat(settings.intake())
        .isEqualTo(
            new Settings.Intake(
                Duration.ofMinutes(5),
                Duration.ofDays(7),
                Duration.ofDays(1),
                Duration.ofDays(45),
                Fingerprints.STANDARD));
    assertThat(settings.tables())
        .isEqualTo(
            new Settings.Tables(
                home.resolve("tables").toString(), home.resolve("checkpoints").toString()));
    assertThat(settings.home().dir()).isEqualTo(home.toAbsolutePath().normalize());
  }

  @Test
  void thereAreFewerThanEightyKeysAndAllAreDapings() {
    var keys = ConfigFactory.parseResources("reference.conf").resolve().entrySet();
    assertThat(keys).hasSizeBetween(20, 79).allMatch(e -> e.getKey().startsWith("daping."));
  }

  @Test
  void aPromotionIsOfDaysOrInstantsAndWhatIsWrongWithOneIsNamed() throws IOException {
    Path right =
        file(
            """
            daping.report.promotions = [
              { name = june, from = "2026-06-17T20:00:00+08:00", to = 2026-06-19, against-from = 2026-06-10, against-to = 2026-06-12 }
            ]""");
    ReportSettings report = Configuration.load(home, right, Map.of()).report();
    assertThat(report.promotion("june").orElseThrow().span())
        .isEqualTo(
            new ReportSettings.Span(
                Instant.parse("2026-06-17T12:00:00Z"), Instant.parse("2026-06-18T16:00:00Z")));

    Path wrong =
        file(
            """
            daping.report.promotions = [
              { name = "../june", from = 2026-06-19, to = 2026-06-17, against-from = "soon", against-to = 2026-06-12, until = 1 }
            ]""");
    assertThatThrownBy(() -> Configuration.load(home, wrong, Map.of()))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContainingAll(
            "report.promotions[0].name",
            "until",
            "nothing lies between",
            "neither a day nor an instant");
  }

  @Test
  void anOverrideBearsItsKeyWithOrWithoutTheRoot() {
    assertThat(with("kafka.partitions", "9").kafka().partitions()).isEqualTo(9);
    assertThat(with("daping.kafka.partitions", "9").kafka().partitions()).isEqualTo(9);
  }

  @Test
  void commitsAreNotKeptShorterThanTheFilesThatTheyName() {
    assertThatThrownBy(() -> with("maintain.log-keep", "6 days"))
        .hasMessageContaining("daping.maintain.log-keep must be at least PT168H, was \"PT144H\"");
  }

  @Test
  void anOverrideWinsOverTheFileAndTheFileOverTheReference() throws IOException {
    Path file = file("daping { zone = UTC, kafka.partitions = 3 }");
    Settings settings = Configuration.load(home, file, Map.of("kafka.partitions", "5"));
    assertThat(settings.zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(settings.kafka().partitions()).isEqualTo(5);
    assertThat(settings.baseCurrency()).isEqualTo("CNY");
  }

  @Test
  void aFileMayReferToItselfToTheReferenceAndToTheEnvironment() throws IOException {
    Path file =
        file(
            """
            daping.base-currency = ${daping.wall.title}
            daping.wall.title = GBP
            daping.hbase.table-prefix = ${daping.kafka.partitions}
            daping.hbase.table-prefix = ${?NO_SUCH_VARIABLE_HERE}
            daping.hbase.table-prefix = p${daping.kafka.partitions}
            daping.tables.path = ${PATH}
            """);
    Settings settings = Configuration.load(home, file, Map.of());
    assertThat(settings.baseCurrency()).isEqualTo("GBP");
    assertThat(settings.hbase().tablePrefix()).isEqualTo("p4");
    assertThat(settings.tables().path()).isEqualTo(System.getenv("PATH"));
  }

  @Test
  void aVariableThatIsNotSetIsAProblem() throws IOException {
    Path file = file("daping.zone = ${NO_SUCH_VARIABLE_HERE}");
    assertThatThrownBy(() -> Configuration.load(home, file, Map.of()))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("NO_SUCH_VARIABLE_HERE");
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.partition, daping.kafka.partitions",
    "kafka.bootstrap-server, daping.kafka.bootstrap-servers",
    "zonee, daping.zone",
    "stream.keep.minutes, daping.stream.keep.minute",
    "daping.wall.prot, daping.wall.port"
  })
  void anUnknownKeySuggestsTheNearest(String key, String nearest) {
    assertThatThrownBy(() -> with(key, "1"))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("unknown key daping." + key.replaceFirst("^daping\\.", ""))
        .hasMessageContaining("did you mean " + nearest + "?");
  }

  @Test
  void everyUnknownKeyIsTold() throws IOException {
    Path file = file("daping { zoen = UTC, kafka = 5 }\nother = 1");
    assertThatThrownBy(() -> Configuration.load(home, file, Map.of("wall.prot", "1")))
        .isInstanceOf(ConfigProblem.class)
        .message()
        .satisfies(text -> assertThat(text.lines()).hasSize(5))
        .asString()
        .contains("key daping.zoen", "key daping.kafka", "key other", "key daping.wall.prot");
  }

  @Test
  void aFollowedLogOfNoKnownKindIsAProblemLikeAnyOther() throws IOException {
    Path file = file("daping.collect.follow.logs = [{ files = \"a.log\", kind = syslog }, {}]");
    assertThatThrownBy(() -> Configuration.load(home, file, Map.of()))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContainingAll(
            "logs[0].files must match /.+, was \"a.log\"",
            "logs[0].kind must match access|applog, was \"syslog\"",
            "logs[1].kind");
  }

  @Test
  void allProblemsAreToldAtOnceWithTheirValues() {
    Map<String, String> bad =
        Map.of(
            "zone", "Mars/Olympus",
            "base-currency", "yuan",
            "kafka.partitions", "0",
            "kafka.retention", "0s",
            "hbase.salt-buckets", "256",
            "hbase.table-prefix", "a_b",
            "stream.tables-interval", "-1s",
            "stream.grace.hour", "soon",
            "stream.max-records-per-batch", "many",
            "wall.host", "0.0.0.0");
    assertThatThrownBy(() -> Configuration.load(home, null, bad))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContainingAll(
            "daping.zone is not valid: \"Mars/Olympus\"",
            "daping.base-currency is not valid: \"yuan\"",
            "daping.kafka.partitions must be at least 1, was \"0\"",
            "daping.kafka.retention must be > 0",
            "daping.hbase.salt-buckets must be between 1 and 255, was \"256\"",
            "daping.hbase.table-prefix must match",
            "daping.stream.tables-interval must not be negative",
            "daping.stream.grace.hour: ",
            "daping.stream.max-records-per-batch: ",
            "daping.wall.host must match")
        .message()
        .satisfies(text -> assertThat(text.lines()).hasSize(11));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "localhost", "::1"})
  void theWallListensOnLoopback(String host) {
    assertThat(with("wall.host", host).wall().host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "::",
        "192.168.0.1",
        "127.0.0.1.example.com",
        "example.com",
        "",
      })
  void theWallListensNowhereElse(String host) {
    assertThatThrownBy(() -> with("wall.host", host))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("daping.wall.host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stream..grace", "wall.", "a b$"})
  void aKeyThatIsNoneIsToldToo(String key) {
    assertThatThrownBy(() -> with(key, "1"))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining(key);
  }

  @Test
  void anEmptySectionOrValueIsAProblemOfTheConfiguration() throws IOException {
    Path file = file("daping.kafka = null\ndaping.zone = null");
    assertThatThrownBy(() -> Configuration.load(home, file, Map.of()))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContainingAll("daping.kafka", "daping.zone");
  }

  @Test
  void aFileThatIsAbsentOrBrokenIsNamed() throws IOException {
    Path absent = home.resolve("absent.conf");
    assertThatThrownBy(() -> Configuration.load(home, absent, Map.of()))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("absent.conf");
    Path broken = file("daping { zone = ");
    assertThatThrownBy(() -> Configuration.load(home, broken, Map.of()))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("cannot be read");
  }

  private Settings with(String key, String value) {
    return Configuration.load(home, null, Map.of(key, value));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(home.resolve("daping.conf"), text);
  }
}
