package io.daping.services.collect.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.daping.common.config.CollectSettings;
import io.daping.common.config.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The writers and what they show; secrets are kept as hashes alone. */
record Tokens(List<Token> all) {
  private static final Set<PosixFilePermission> OF_OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /** A writer and the SHA-256 of its secret. */
  record Token(Writer writer, byte[] hash) {
    static Token of(Writer writer, String secret) {
      return new Token(writer, sha256(secret));
    }
  }

  /**
   * All tokens that the settings name.
   *
   * @throws ConfigProblem naming every line that cannot be used
   */
  static Tokens of(CollectSettings.Trust trust) {
    List<String> problems = new ArrayList<>();
    List<Token> tokens = new ArrayList<>();
    if (!trust.tokensFile().isEmpty()) {
      Path file = Path.of(trust.tokensFile());
      tokens.addAll(new TokenLines(file.toString(), problems).read(lines(file, problems)));
    }
    if (!trust.tokensVariable().isEmpty()) {
      String where = "the environment's " + trust.tokensVariable();
      tokens.addAll(new TokenLines(where, problems).read(lines(trust.tokensVariable(), problems)));
    }
    if (!problems.isEmpty()) {
      throw new ConfigProblem(problems);
    }
    return new Tokens(List.copyOf(tokens));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** The writer with this secret. Takes the same time whichever it is, and if it is none. */
  Optional<Writer> writer(Writer.Kind kind, String secret) {
    byte[] hash = sha256(secret);
    Writer found = null;
    for (Token token : all) {
      boolean same = MessageDigest.isEqual(token.hash(), hash);
      found = same && token.writer().kind() == kind ? token.writer() : found;
    }
    return Optional.ofNullable(found);
  }

  private static List<String> lines(Path file, List<String> problems) {
    try {
      if (!OF_OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        problems.add(file + " can be read by others: chmod 600 " + file);
        return List.of();
      }
      return Files.readAllLines(file);
    } catch (IOException e) {
      problems.add("collect.http.tokens-file cannot be read: " + e);
      return List.of();
    }
  }

  private static List<String> lines(String variable, List<String> problems) {
    String value = System.getenv(variable);
    if (value == null) {
      problems.add("collect.http.tokens-variable names " + variable + ", which is not set");
      return List.of();
    }
    return List.of(value.split("[\\n;]"));
  }

  private static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
