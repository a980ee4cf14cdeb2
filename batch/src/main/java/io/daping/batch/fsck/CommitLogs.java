package io.daping.batch.fsck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The commits of each Delta table. Delta writes {@code N.json} a commit, beside it its checksum
 * {@code N.crc}, and now and then {@code N.checkpoint*.parquet}, from which on it reads.
 */
record CommitLogs(List<String> tables, Configuration hadoop) implements Check {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Pattern FILE =
      Pattern.compile("(\\d{20})\\.(json|crc|checkpoint\\..*parquet)");

  /** The versions of a log, by what stands there of each. */
  private record Versions(TreeSet<Long> commits, TreeSet<Long> checksums, TreeSet<Long> points) {
    static Versions of(FileStatus[] entries) {
      Versions versions = new Versions(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
      for (FileStatus entry : entries) {
        Matcher matcher = FILE.matcher(entry.getPath().getName());
        if (matcher.matches()) {
          versions.of(matcher.group(2)).add(Long.valueOf(matcher.group(1)));
        }
      }
      return versions;
    }

    private TreeSet<Long> of(String kind) {
      return kind.equals("json") ? commits : kind.equals("crc") ? checksums : points;
    }

    /** Reading begins behind this one. */
    long checkpoint() {
      return points.isEmpty() ? -1 : points.last();
    }

    long last() {
      long last = commits.isEmpty() ? -1 : commits.last();
      return checksums.isEmpty() ? last : Math.max(last, checksums.last());
    }
  }

  @Override
  public String name() {
    return "commits";
  }

  @Override
  public String proves() {
    return "the commits of every table follow each other without a gap since its last checkpoint,"
        + " and parse";
  }

  @Override
  public void look(Findings found) {
    for (String table : tables) {
      found.figure("tables", 1);
      look(new Path(table, "_delta_log"), found);
    }
  }

  private void look(Path log, Findings found) {
    try {
      FileSystem files = log.getFileSystem(hadoop);
      Versions versions = Versions.of(files.listStatus(log));
      if (versions.last() < 0) {
        found.add(log + " has no commit");
      }
      for (long v = versions.checkpoint() + 1; v <= versions.last(); v++) {
        Path commit = new Path(log, "%020d.json".formatted(v));
        if (versions.commits().contains(v)) {
          found.figure("commits", 1);
          parse(files, commit, found);
        } else {
          found.add(commit + " is missing");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + log, e);
    }
  }

  private static void parse(FileSystem files, Path commit, Findings found) {
    try (InputStream in = files.open(commit)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (text.isBlank()) {
        found.add(commit + " is empty");
      }
      for (String line : text.lines().toList()) {
        if (!JSON.readTree(line).isObject()) {
          found.add(commit + " has a line that is no action: " + line);
        }
      }
    } catch (JsonProcessingException e) {
      found.add(commit + " does not parse: " + e.getOriginalMessage());
    } catch (IOException e) {
      found.add(commit + " cannot be read: " + e.getMessage());
    }
  }
}
