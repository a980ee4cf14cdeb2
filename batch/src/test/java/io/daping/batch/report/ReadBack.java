package io.daping.batch.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** Reports as those read them who get them. */
public final class ReadBack {
  public static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private static final Pattern OF_THE_BROWSER =
      Pattern.compile("[ ./](google|googleapis|gstatic|gvt1)\\.com[:/]");

  private ReadBack() {}

  /** What a browser made of a page. */
  public record Seen(String page, List<String> complaints, List<String> requests, Path picture) {}

  /** Every sheet by its name; a cell's text, the number of a number, the time of a date. */
  public static Map<String, List<List<String>>> workbook(Path file) throws IOException {
    Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(file);
        ReadableWorkbook book = new ReadableWorkbook(in, new ReadingOptions(true, false))) {
      for (Sheet sheet : book.getSheets().toList()) {
        sheets.put(sheet.getName(), sheet.read().stream().map(ReadBack::row).toList());
      }
    }
    return sheets;
  }

  private static List<String> row(Row row) {
    List<String> cells = new ArrayList<>();
    for (Cell cell : row) {
      cells.add(cell == null ? "" : text(cell));
    }
    return cells;
  }

  private static String text(Cell cell) {
    if (cell.getType() == CellType.FORMULA) {
      throw new AssertionError(cell + " is a formula");
    }
    if (cell.getType() != CellType.NUMBER) {
      return cell.getText();
    }
    boolean isTime =
        cell.getDataFormatString() != null && cell.getDataFormatString().contains("yy");
    return isTime ? cell.asDate().toString() : cell.asNumber().stripTrailingZeros().toPlainString();
  }

  /** The row that begins so. */
  public static List<String> row(List<List<String>> rows, String first) {
    return rows.stream().filter(row -> row.get(0).equals(first)).findFirst().orElseThrow();
  }

  /** Everything on a sheet. */
  public static List<String> values(List<List<String>> rows) {
    return rows.stream().flatMap(List::stream).toList();
  }

  /** The files of an archive. */
  public static Map<String, String> zip(Path file) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        files.put(e.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  /** Opens a page in a real Chromium, whose every request would go to a proxy that notes them. */
  public static Seen inBrowser(Path page) throws Exception {
    Path picture = Files.createDirectories(Path.of("target", "screenshots")).resolve("report.png");
    List<String> requests = new CopyOnWriteArrayList<>();
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread counting = new Thread(() -> note(proxy, requests));
      counting.setDaemon(true);
      counting.start();
      List<String> errors = new ArrayList<>();
      chromium(proxy, errors, "--screenshot=" + picture.toAbsolutePath(), page.toUri().toString());
      String dom = chromium(proxy, errors, "--dump-dom", page.toUri().toString());
      List<String> complaints = errors.stream().filter(l -> l.contains(":CONSOLE")).toList();
      return new Seen(dom, complaints, List.copyOf(requests), picture);
    }
  }

  private static String chromium(ServerSocket proxy, List<String> errors, String... what)
      throws Exception {
    Path said = Files.createTempFile("chromium-", ".log");
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            CHROMIUM.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--hide-scrollbars",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
            "--window-size=1440,2600",
            "--proxy-server=127.0.0.1:" + proxy.getLocalPort()));
    command.addAll(Arrays.asList(what));
    Process process = new ProcessBuilder(command).redirectError(said.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError("chromium failed: " + Files.readString(said));
    }
    errors.addAll(Files.readAllLines(said));
    Files.delete(said);
    return out;
  }

  /** The first line that a request says, but for what the browser asks of its maker. */
  private static void note(ServerSocket proxy, List<String> requests) {
    while (!proxy.isClosed()) {
      try (Socket client = proxy.accept();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
        String line = String.valueOf(in.readLine());
        if (!OF_THE_BROWSER.matcher(line).find()) {
          requests.add(line);
        }
      } catch (IOException e) {
        // Closed with the test, or by the browser.
      }
    }
  }
}
