package io.daping.common.config;

import io.daping.common.fault.Refusal;
import io.daping.common.privacy.KeyRing;
import io.daping.common.privacy.TokenKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The file of the token keys. Only its owner may read it; what others can read is refused, since a
 * phone number is easily guessed by whoever has the key.
 *
 * @param path where it is
 */
public record KeyFile(Path path) {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final List<String> HEAD =
      List.of(
          "# Keys of the tokens of personal data: ID BASE64 [active]. Keep a copy in a safe place.",
          "# `bin/daping privacy rotate` adds one. Never remove a key while rows bear its id.");

  /**
   * The keys.
   *
   * @throws Refusal when the file is missing, readable by others, or not a file of keys
   */
  public KeyRing read() {
    if (!Files.exists(path)) {
      throw new Refusal(
          "there is no key file " + path,
          "Put it back from its copy; or, before the first event, run `bin/daping privacy rotate`.");
    }
    checkOwnerOnly();
    try {
      return KeyRing.parse(Files.readAllLines(path, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new Refusal("key file " + path + ": " + e.getMessage(), "Put it back from its copy.");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read key file " + path, e);
    }
  }

  /** The keys; the first one is made if there is no file. */
  public KeyRing readOrCreate() {
    if (!Files.exists(path)) {
      write(KeyRing.of(newKey()), KeyFile::putFirst);
    }
    return read();
  }

  /** Two first starts at once make one key: the second finds the first one's. */
  private static void putFirst(Path next, Path path) throws IOException {
    try {
      Files.createLink(path, next);
    } catch (FileAlreadyExistsException e) {
      // The other's key holds.
      return;
    } catch (UnsupportedOperationException | FileSystemException e) {
      replace(next, path); // a file system without hard links
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static void replace(Path next, Path path) throws IOException {
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Gives a file that is whole its name. */
  private interface Naming {
    void name(Path next, Path path) throws IOException;
  }

  /** Adds a key, by which tokens are made from now on; makes the file if there is none. */
  public KeyRing rotate() {
    write(Files.exists(path) ? read().rotated(newKey()) : KeyRing.of(newKey()), KeyFile::replace);
    return read();
  }

  private static TokenKey newKey() {
    byte[] random = new byte[TokenKey.BYTES + 4];
    new SecureRandom().nextBytes(random);
    String suffix = HexFormat.of().formatHex(random, TokenKey.BYTES, random.length);
    return new TokenKey(
        "k" + LocalDate.now().toString().replace("-", "") + "-" + suffix,
        Arrays.copyOf(random, TokenKey.BYTES));
  }

  private void write(KeyRing ring, Naming naming) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Path next =
          Files.createTempFile(
              path.toAbsolutePath().getParent(),
              path.getFileName().toString(),
              ".next",
              PosixFilePermissions.asFileAttribute(OWNER));
      List<String> lines = new ArrayList<>(HEAD);
      lines.addAll(ring.lines());
      Files.write(next, lines, StandardCharsets.UTF_8);
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      naming.name(next, path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write key file " + path, e);
    }
  }

  private void checkOwnerOnly() {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      if (!OWNER.containsAll(permissions)) {
        throw new Refusal(
            "key file %s may be read by others (%s)"
                .formatted(path, PosixFilePermissions.toString(permissions)),
            "Run `chmod 600 " + path + "`, and rotate the key if somebody may have seen it.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at key file " + path, e);
    }
  }
}
