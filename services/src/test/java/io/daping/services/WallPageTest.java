package io.daping.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daping.common.catalogue.Grain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees on the wall, in a real Chromium. Keeps pictures in target/screenshots. */
@Timeout(180)
final class WallPageTest {
  private static final String GMV = ".gmv .rolling";

  @TempDir private Path home;
  private final MemoryCells cells = Promotion.cells();
  private TestWall wall;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    boolean mustRun = "true".equals(System.getenv("CI"));
    assumeTrue(mustRun || Files.isExecutable(Browser.CHROMIUM), "no /usr/bin/chromium");
    wall = TestWall.over(cells, home);
    browser = Browser.launch();
    browser.open(wall.url());
  }

  @AfterEach
  void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (wall != null) {
      wall.close();
    }
  }

  @Test
  void theWallShowsTheNumbersFollowsThemAndOwnsUpToAnOutage() throws Exception {
    cells.asOf = Instant.now();
    showsTheGivenNumbers();
    showsUntrustedNamesAsText();
    ticks();
    rollsOnWhenTheNumbersGrow();
    fitsALaptop();
    turnsStaleAndRecovers();
    assertThat(browser.complaints()).isEmpty();
    saysWhenTheLineIsBroken();
  }

  private void showsTheGivenNumbers() throws Exception {
    browser.waitForText(".title", "^双十一大屏$");
    browser.waitForAttribute(GMV, "data-text", "^¥12,345,678\\.90$");
    browser.waitForAttribute(".orders .rolling", "data-text", "^48,213$");
    browser.waitForAttribute(".buyers .rolling", "data-text", "^39,870$");
    browser.waitForAttribute(".units .rolling", "data-text", "^96,750$");
    browser.waitForAttribute(".pv .rolling", "data-text", "^1,520,331$");
    browser.waitForAttribute(".uv .rolling", "data-text", "^402,118$");
    browser.waitForAttribute(".order-value .rolling", "data-text", "^¥256\\.07$");
    assertThat(browser.text(".uv .note")).isEqualTo("±0.81%");
    assertThat(browser.text(".day")).contains("2026年11月11日", "星期三");
    browser.waitForAttribute(".freshness", "data-state", "^live$");
    browser.waitForAttribute(".canvas canvas", "width", "^[1-9]");
    browser.screenshot("wall-1920x1080.png");
  }

  private void showsUntrustedNamesAsText() {
    assertThat(browser.text(".place:nth-child(1)")).contains("手机-8821", "¥987,654.00", "9,421 件");
    assertThat(browser.text(".place:nth-child(4) .name")).isEqualTo("<b>口红</b>-77");
  }

  private void ticks() {
    String before = browser.waitForText(".clock .time", "^\\d\\d:\\d\\d:\\d\\d$");
    browser.waitForText(".clock .time", "^(?!" + before + ")\\d\\d:\\d\\d:\\d\\d$");
  }

  private void rollsOnWhenTheNumbersGrow() {
    cells.put("gmv_paid", Grain.DAY, Promotion.MIDNIGHT, 10_000_000_099L);
    browser.waitForAttribute(GMV, "data-text", "^¥100,000,000\\.99$");
    cells.put("gmv_paid", Grain.DAY, Promotion.MIDNIGHT, 10_000_000_100L);
    browser.waitForAttribute(GMV, "data-text", "^¥100,000,001\\.00$");
  }

  private void fitsALaptop() throws Exception {
    browser.size(1366, 768);
    browser.waitForAttribute(".canvas canvas", "width", "^[1-9]\\d\\d$");
    browser.screenshot("wall-1366x768.png");
    browser.size(1920, 1080);
  }

  private void turnsStaleAndRecovers() throws Exception {
    cells.outage = true;
    browser.waitForAttribute(".freshness", "data-state", "^stale$");
    browser.waitForAttribute(GMV, "data-text", "^¥100,000,001\\.00$");
    browser.screenshot("wall-stale.png");
    cells.outage = false;
    cells.asOf = Instant.now();
    browser.waitForAttribute(".freshness", "data-state", "^live$");
  }

  private void saysWhenTheLineIsBroken() throws Exception {
    wall.close();
    browser.waitForAttribute(".freshness", "data-state", "^offline$");
    browser.screenshot("wall-offline.png");
  }
}
