package io.daping.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.daping.services.answer.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Chromium, driven through {@code web/test/browser.mjs}. */
public final class Browser implements AutoCloseable {
  public static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;

  private Browser(Process process) {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  public static Browser launch() throws IOException {
    ProcessBuilder script = new ProcessBuilder("node", "test/browser.mjs", CHROMIUM.toString());
    script.directory(Path.of("web").toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
    return new Browser(script.start());
  }

  public void open(String url) {
    command("open", Map.of("url", url));
  }

  public void size(int width, int height) {
    command("size", Map.of("width", width, "height", height));
  }

  /** The element's text as soon as it matches. */
  public String waitForText(String selector, String pattern) {
    return command("wait", Map.of("selector", selector, "matches", pattern)).asText();
  }

  /** The attribute as soon as it matches. */
  public String waitForAttribute(String selector, String attribute, String pattern) {
    return command("wait", Map.of("selector", selector, "attribute", attribute, "matches", pattern))
        .asText();
  }

  /** What stands there, as a reader sees it. */
  public String text(String selector) {
    return command("text", Map.of("selector", selector)).asText();
  }

  /** Errors and warnings of the page since it was opened. */
  public JsonNode complaints() {
    return command("complaints", Map.of());
  }

  public void screenshot(String name) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "screenshots").toAbsolutePath());
    command("shot", Map.of("file", folder.resolve(name).toString()));
  }

  @Override
  public void close() throws IOException {
    commands.close();
    process.onExit().orTimeout(20, TimeUnit.SECONDS).exceptionally(late -> kill()).join();
  }

  private Process kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    return process.destroyForcibly();
  }

  private JsonNode command(String name, Map<String, Object> details) {
    Map<String, Object> command = new HashMap<>(details);
    command.put("do", name);
    try {
      commands.append(Json.text(command)).append('\n').flush();
      JsonNode answer = TestWall.parse(String.valueOf(answers.readLine()));
      if (!answer.has("result")) {
        throw new AssertionError("the browser could not " + command + ": " + answer);
      }
      return answer.get("result");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
