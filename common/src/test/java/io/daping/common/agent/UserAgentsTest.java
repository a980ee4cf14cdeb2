package io.daping.common.agent;

import static io.daping.common.agent.DeviceClass.DESKTOP;
import static io.daping.common.agent.DeviceClass.OTHER;
import static io.daping.common.agent.DeviceClass.PHONE;
import static io.daping.common.agent.DeviceClass.ROBOT;
import static io.daping.common.agent.DeviceClass.TABLET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class UserAgentsTest {
  private static final String WEBKIT = " AppleWebKit/537.36 (KHTML, like Gecko) ";

  @Test
  void theKindOfDeviceIsRead() {
    assertThat(
            UserAgents.of(
                "Mozilla/5.0 (Windows NT 10.0; Win64)" + WEBKIT + "Chrome/120.0.0.0 Safari/537.36"))
        .isEqualTo(new UserAgent("Chrome", "Windows", DESKTOP));
    String pixel = "Mozilla/5.0 (Linux; Android 14; Pixel 8)" + WEBKIT + "Chrome/120.0.0.0 ";
    assertThat(UserAgents.of(pixel + "Mobile Safari/537.36"))
        .isEqualTo(new UserAgent("Chrome Mobile", "Android", PHONE));
    assertThat(UserAgents.of(pixel + "Safari/537.36").device()).isEqualTo(TABLET);
    assertThat(
            UserAgents.of("Mozilla/5.0 (iPad; CPU OS 7_0_4 like Mac OS X)" + WEBKIT + "Mobile/11B"))
        .extracting(UserAgent::os, UserAgent::device)
        .containsExactly("iOS", TABLET);
    assertThat(UserAgents.of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)").device())
        .isEqualTo(PHONE);
    assertThat(UserAgents.of("curl/8.5.0")).isEqualTo(new UserAgent("curl", null, OTHER));
  }

  @Test
  void aRobotIsARobotAlsoWhereItPosesAsABrowser() {
    String pose = "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X)" + WEBKIT + "Mobile Safari/537.36";
    UserAgent agent =
        UserAgents.of(pose + " (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");
    assertThat(agent.device()).isEqualTo(ROBOT);
    assertThat(agent.isRobot()).isTrue();
    assertThat(UserAgents.of(pose).isRobot()).isFalse();
  }

  @Test
  void nothingSaidIsNothingKnown() {
    assertThat(UserAgents.of(null)).isEqualTo(UserAgent.UNKNOWN);
    assertThat(UserAgents.of(" ")).isEqualTo(UserAgent.UNKNOWN);
    assertThat(UserAgents.of("-")).isEqualTo(UserAgent.UNKNOWN);
  }

  @Test
  void ofATextWithoutEndOnlyTheBeginningIsRead() {
    assertThat(UserAgents.of("x".repeat(1_000_000) + "Googlebot/2.1").isRobot()).isFalse();
    assertThat(UserAgents.of("Googlebot/2.1 " + "x".repeat(1_000_000)).isRobot()).isTrue();
  }

  @Test
  void ofTheRecordedRequestsOneInSevenIsARobots() throws IOException {
    List<String> agents = recorded();
    long robots = agents.stream().filter(agent -> UserAgents.of(agent).isRobot()).count();
    assertThat(agents).hasSizeGreaterThan(9_990);
    assertThat((double) robots / agents.size()).isCloseTo(1 / 7.0, within(0.01));
  }

  private static List<String> recorded() throws IOException {
    Path file =
        Path.of(System.getProperty("daping.root", ".."), "../shared/data/access/access.log.gz");
    Assumptions.assumeTrue(Files.exists(file), () -> "the recorded data is absent: " + file);
    Pattern last = Pattern.compile("\"([^\"]*)\"$");
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return in.lines()
          .flatMap(line -> last.matcher(line).results())
          .map(UserAgentsTest::agent)
          .toList();
    }
  }

  private static String agent(MatchResult match) {
    return match.group(1);
  }
}
