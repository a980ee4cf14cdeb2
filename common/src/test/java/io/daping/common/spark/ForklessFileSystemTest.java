package io.daping.common.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.NativeCodeLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForklessFileSystemTest {
  @TempDir private java.nio.file.Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"000", "600", "640", "644", "700", "755", "777", "1777"})
  void permissionsAreThoseOfHadoopsOwn(String octal) throws IOException {
    FsPermission wanted = new FsPermission(octal);
    try (FileSystem ours = ours();
        FileSystem hadoops = hadoops()) {
      Path one = make(ours, "ours", wanted);
      Path other = make(hadoops, "hadoops", wanted);

      assertThat(hadoops.getFileStatus(one).getPermission())
          .isEqualTo(hadoops.getFileStatus(other).getPermission())
          .isEqualTo(wanted);
    }
  }

  @Test
  void aFileIsAsWrittenAndObeysTheMask() throws IOException {
    Configuration hadoop = configuration();
    hadoop.set("fs.permissions.umask-mode", "077");
    try (FileSystem files = FileSystem.newInstance(folder.toUri(), hadoop)) {
      Path file = write(files, "file");

      assertThat(files.getFileStatus(file).getPermission()).isEqualTo(new FsPermission("600"));
      assertThat(files.getFileChecksum(file)).isEqualTo(hadoops().getFileChecksum(file));
      assertThat(Files.readString(folder.resolve("file"))).isEqualTo("written");
      assertThat(folder.resolve(".file.crc")).exists();
    }
  }

  @Test
  void noProcessIsStarted() throws IOException {
    assumeFalse(NativeCodeLoader.isNativeCodeLoaded(), "with it Hadoop starts none either");
    try (FileSystem ours = ours();
        FileSystem hadoops = hadoops()) {
      assertThat(processesOf(ours)).isEmpty();
      assertThat(processesOf(hadoops)).isNotEmpty();
    }
  }

  private List<RecordedEvent> processesOf(FileSystem files) throws IOException {
    java.nio.file.Path record = folder.resolve("processes.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart");
      recording.start();
      write(files, "file");
      recording.stop();
      recording.dump(record);
    }
    return RecordingFile.readAllEvents(record);
  }

  private Path make(FileSystem files, String name, FsPermission permission) throws IOException {
    Path path = new Path(folder.toString(), name);
    files.mkdirs(path);
    files.setPermission(path, permission);
    return path;
  }

  private Path write(FileSystem files, String name) throws IOException {
    Path path = new Path(folder.toString(), name);
    try (var out = files.create(path)) {
      out.write("written".getBytes(StandardCharsets.UTF_8));
    }
    return path;
  }

  private FileSystem ours() throws IOException {
    return FileSystem.newInstance(folder.toUri(), configuration());
  }

  private FileSystem hadoops() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.file.impl", LocalFileSystem.class.getName());
    return FileSystem.newInstance(folder.toUri(), hadoop);
  }

  private static Configuration configuration() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.file.impl", ForklessFileSystem.class.getName());
    return hadoop;
  }
}
