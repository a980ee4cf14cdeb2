package io.daping.local.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.daping.common.cli.ExitCode;
import io.daping.common.cli.Verbs;
import io.daping.common.config.Configuration;
import io.daping.common.event.Intake;
import io.daping.common.event.Topic;
import io.daping.common.event.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateFilesTest {
  @TempDir static Path dir;
  private static Generated usual;

  private static Generated usual() {
    if (usual == null) {
      usual = Generated.in(dir.resolve("usual"), "--events=60000", "--seed=7");
    }
    return usual;
  }

  @Test
  void sameSeedGivesTheSameBytes() throws IOException {
    Generated again = Generated.in(dir.resolve("again"), "--events=60000", "--seed=7");

    for (String file : Topic.names()) {
      assertThat(again.text(file)).isNotEmpty().isEqualTo(usual().text(file));
    }
    assertThat(again.text("ledger")).isEqualTo(usual().text("ledger"));
  }

  @Test
  void anotherSeedAndAnotherStartShareNoEventId() throws IOException {
    Generated seed = Generated.in(dir.resolve("seed"), "--events=1000", "--seed=8");
    Generated start =
        Generated.in(
            dir.resolve("start"), "--events=1000", "--seed=7", "--start=2026-11-12T00:00:00Z");

    assertThat(ids(seed)).doesNotContainAnyElementsOf(ids(usual()));
    assertThat(ids(start)).doesNotContainAnyElementsOf(ids(usual()));
  }

  @Test
  void sharesAreAboutAsAsked() throws IOException {
    Generated asked =
        Generated.in(
            dir.resolve("asked"), "--events=50000", "--bad=0.05", "--late=0.1", "--duplicate=0.2");
    Map<String, Long> classes =
        asked.lines().stream()
            .collect(Collectors.groupingBy(l -> l.fate().split(":")[0], Collectors.counting()));

    double produced = 50_000 - classes.get("duplicate");
    assertThat(classes.values().stream().mapToLong(n -> n).sum()).isEqualTo(50_000);
    assertThat(classes.get("bad") / produced).isCloseTo(0.05, within(0.005));
    double good = produced - classes.get("bad");
    assertThat(classes.get("late") / good).isCloseTo(0.1, within(0.01));
    assertThat(classes.get("duplicate") / good).isCloseTo(0.2, within(0.01));
  }

  @Test
  void everyReasonThatFilesCanShowIsThere() throws IOException {
    Generated bad = Generated.in(dir.resolve("bad"), "--events=20000", "--bad=0.7");
    Map<String, List<Generated.Line>> lines =
        bad.lines().stream().collect(Collectors.groupingBy(Generated.Line::fate));

    for (String reason :
        List.of(
            "not_json",
            "not_utf8",
            "missing_field",
            "bad_type",
            "bad_value",
            "unknown_version",
            "conflict",
            "too_large")) {
      assertThat(lines).containsKey("bad:" + reason);
    }
    assertThat(lines).doesNotContainKeys("bad:future", "bad:too_old");
    assertThat(lines.get("bad:too_large")).allMatch(l -> l.bytes().length > 1024 * 1024);
    assertThat(lines.get("bad:unknown_version"))
        .allMatch(l -> l.tree().get("schema_version").intValue() != 1);
  }

  @Test
  void intakeDecidesAsTheLedgerSays() throws IOException {
    Intake intake = Configuration.load(dir, null, Map.of()).intake().rule();
    Generated bad = Generated.in(dir.resolve("judged"), "--events=20000", "--bad=0.3");
    Set<String> met = new HashSet<>();
    for (Generated.Line line : bad.lines()) {
      Topic topic = Topic.named(line.topic()).orElseThrow();
      long time = Glance.at(line.bytes(), topic).eventTime().orElse(0);
      Verdict verdict = intake.judge(topic, line.bytes(), time);
      String said =
          verdict instanceof Verdict.Rejected no ? "bad:" + no.reason().code() : "accepted";
      boolean toBeAccepted = !line.fate().startsWith("bad:") || line.fate().equals("bad:conflict");
      assertThat(said).as("%s", line).isEqualTo(toBeAccepted ? "accepted" : line.fate());
      met.add(line.topic() + " " + line.fate().replaceAll(":.*", ""));
    }
    assertThat(met).hasSize(4 * Topic.values().length);
  }

  @Test
  void everyPageViewIsARequestOfItsShopper() throws IOException {
    Set<String> requests = new HashSet<>();
    for (JsonNode request : usual().accepted("access")) {
      requests.add(request.path("visitor_id").asText() + request.get("path").textValue());
    }
    List<JsonNode> views =
        usual().accepted("browse").stream()
            .filter(e -> e.get("action").textValue().equals("view"))
            .toList();
    long answered =
        views.stream()
            .map(v -> v.get("visitor_id").textValue() + "/item/" + v.get("item_id").textValue())
            .filter(requests::contains)
            .count();

    assertThat(views.size() - answered).as("asked as the run ended").isLessThan(50);
  }

  @Test
  void whatASearchFoundIsLookedAt() throws IOException {
    Set<String> views = new HashSet<>();
    for (JsonNode view : usual().accepted("browse")) {
      views.add(view.get("visitor_id").textValue() + view.get("item_id").textValue());
    }
    List<JsonNode> clicked =
        usual().accepted("search").stream().filter(s -> s.has("clicked_item_id")).toList();
    long looked =
        clicked.stream()
            .map(s -> s.get("visitor_id").textValue() + s.get("clicked_item_id").textValue())
            .filter(views::contains)
            .count();

    assertThat(clicked).hasSizeGreaterThan(1_000);
    assertThat(clicked.size() - looked).as("clicked as the run ended").isLessThan(50);
  }

  @Test
  void errorsComeInBurstsWithTheirCauses() throws IOException {
    Map<String, List<JsonNode>> spells =
        usual().accepted("applog").stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.get("app").textValue() + e.get("event_time").longValue() / 300_000));
    double worst =
        spells.values().stream()
            .filter(spell -> spell.size() >= 10)
            .mapToDouble(GenerateFilesTest::errors)
            .max()
            .orElse(0);
    List<JsonNode> all = usual().accepted("applog");

    assertThat(errors(all)).isBetween(0.01, 0.15);
    assertThat(worst).isGreaterThan(0.3);
    assertThat(all)
        .filteredOn(e -> e.has("exception"))
        .anyMatch(e -> e.at("/exception/stack").textValue().contains("\nCaused by: "));
  }

  private static double errors(List<JsonNode> spell) {
    long errors = spell.stream().filter(e -> e.get("level").textValue().equals("ERROR")).count();
    return (double) errors / spell.size();
  }

  @Test
  void mixDecidesWhatHappens() throws IOException {
    Generated hosts =
        Generated.in(dir.resolve("mix"), "--events=500", "--mix=machines=3,robots=1", "--bad=0");

    assertThat(hosts.lines()).extracting(Generated.Line::topic).containsOnly("machine", "access");
    assertThat(generate("--out=" + dir.resolve("never"), "--mix=cats=1"))
        .isEqualTo(ExitCode.BAD_USAGE);
  }

  @Test
  void conflictFollowsAnEventOfItsIdWithOtherBytes() throws IOException {
    Generated bad = Generated.in(dir.resolve("conflict"), "--events=20000", "--bad=0.2");
    Map<String, byte[]> first = new HashMap<>();
    for (Generated.Line line : bad.lines()) {
      if (line.fate().equals("bad:conflict")) {
        assertThat(first.get(line.eventId())).isNotNull().isNotEqualTo(line.bytes());
      } else if (line.eventId() != null) {
        first.putIfAbsent(line.eventId(), line.bytes());
      }
    }
  }

  @Test
  void duplicateRepeatsEarlierBytesAndGoodIdsAreUnique() throws IOException {
    Set<ByteBuffer> seen = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (Generated.Line line : usual().lines()) {
      boolean fresh = seen.add(ByteBuffer.wrap(line.bytes()));
      if (line.fate().equals("duplicate")) {
        assertThat(fresh).isFalse();
      } else if (!line.fate().startsWith("bad:")) {
        assertThat(ids.add(line.eventId())).isTrue();
      }
    }
  }

  @Test
  void goodAndLateEventsKeepTheContract() throws IOException {
    for (String topic : List.of("order", "browse")) {
      List<JsonNode> events = usual().accepted(topic);
      assertThat(events).isNotEmpty();
      events.forEach(event -> Contract.holds(topic, event));
    }
  }

  @Test
  void orderIsCreatedBeforeAllElseAndGivesBackNoMoreThanItSold() throws IOException {
    Map<String, List<JsonNode>> orders =
        usual().accepted("order").stream()
            .sorted(Comparator.comparingLong(e -> e.get("event_time").longValue()))
            .collect(
                Collectors.groupingBy(
                    e -> e.get("order_id").textValue(), LinkedHashMap::new, Collectors.toList()));
    Set<String> lives = new HashSet<>();
    orders.values().forEach(states -> lives.add(life(states)));

    assertThat(lives)
        .containsOnly(
            "CREATED",
            "CREATED PAID",
            "CREATED CANCELLED",
            "CREATED PAID CANCELLED",
            "CREATED PAID REFUNDED",
            "CREATED PAID REFUNDED REFUNDED");
  }

  private static String life(List<JsonNode> states) {
    Map<String, Long> bought = pieces(states.get(0));
    Map<String, Long> back = new HashMap<>();
    for (JsonNode state : states) {
      String status = state.get("status").textValue();
      if (status.equals("PAID")) {
        assertThat(state.get("lines")).isEqualTo(states.get(0).get("lines"));
      } else if (!status.equals("CREATED")) {
        pieces(state).forEach((item, n) -> back.merge(item, n, Long::sum));
      }
    }
    back.forEach((item, n) -> assertThat(n).isLessThanOrEqualTo(bought.getOrDefault(item, 0L)));
    Function<JsonNode, String> status = state -> state.get("status").textValue();
    return states.stream().map(status).collect(Collectors.joining(" "));
  }

  private static Map<String, Long> pieces(JsonNode order) {
    Map<String, Long> pieces = new HashMap<>();
    for (JsonNode line : order.get("lines")) {
      pieces.merge(line.get("item_id").textValue(), line.get("quantity").longValue(), Long::sum);
    }
    return pieces;
  }

  @Test
  void onePerCentOfTheItemsHasMoreThanAFifthOfTheViews() throws IOException {
    Map<String, Long> views =
        usual().accepted("browse").stream()
            .filter(e -> e.get("action").textValue().equals("view"))
            .collect(
                Collectors.groupingBy(e -> e.get("item_id").textValue(), Collectors.counting()));
    long all = views.values().stream().mapToLong(n -> n).sum();
    long top =
        views.values().stream()
            .sorted(Comparator.reverseOrder())
            .limit(Assortment.ITEMS / 100)
            .mapToLong(n -> n)
            .sum();

    assertThat((double) top / all).isBetween(0.2, 0.6);
  }

  @Test
  void dayFillsItsBusyEveningMoreThanItsNight() throws IOException {
    Map<Long, Long> hours =
        usual().accepted("browse").stream()
            .collect(
                Collectors.groupingBy(
                    e -> (e.get("event_time").longValue() / 3_600_000 + 8) % 24,
                    Collectors.counting()));

    assertThat(hours.get(21L)).isGreaterThan(5 * hours.get(3L));
  }

  @Test
  void optionThatMakesNoSenseIsBadUsage() {
    for (String option :
        List.of("--bad=1.5", "--late=-1", "--rate=0", "--events=0", "--for=5", "--start=today")) {
      assertThat(generate("--out=" + dir.resolve("never"), option)).isEqualTo(ExitCode.BAD_USAGE);
    }
    assertThat(dir.resolve("never")).doesNotExist();
  }

  @Test
  void filesThatAreThereAreKept() throws IOException {
    Path kept = Files.createDirectories(dir.resolve("kept"));
    Files.writeString(kept.resolve("order.jsonl"), "mine");

    assertThat(generate("--out=" + kept)).isEqualTo(ExitCode.FAILED);
    assertThat(kept.resolve("order.jsonl")).hasContent("mine");
    assertThat(kept.resolve("ledger.jsonl")).doesNotExist();
  }

  private static int generate(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "generate";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Verbs.commandLine(new GenerateCommand()).execute(arguments);
  }

  private static List<String> ids(Generated generated) throws IOException {
    return generated.lines().stream()
        .map(Generated.Line::eventId)
        .filter(id -> id != null && id.length() <= 64)
        .toList();
  }
}
