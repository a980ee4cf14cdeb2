package io.daping.common.privacy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys of tokens. New tokens are made by the active one; the others remain, so that old tokens
 * still join. As text a line a key:
 *
 * <pre>
 * ID BASE64 [active]
 * </pre>
 *
 * @param keys in the order in which they came
 * @param active the id of one of them
 */
public record KeyRing(List<TokenKey> keys, String active) implements Serializable {
  private static final String ACTIVE = "active";

  public KeyRing {
    keys = List.copyOf(keys);
    Set<String> ids = new LinkedHashSet<>();
    for (TokenKey key : keys) {
      if (!ids.add(key.id())) {
        throw new IllegalArgumentException("key " + key.id() + " stands twice");
      }
    }
    if (!ids.contains(active)) {
      throw new IllegalArgumentException("no key is marked active, or more than one; keys: " + ids);
    }
  }

  /** A ring of one key. */
  public static KeyRing of(TokenKey key) {
    return new KeyRing(List.of(key), key.id());
  }

  /** The same ring with one key more, by which tokens are made from now on. */
  public KeyRing rotated(TokenKey next) {
    List<TokenKey> all = new ArrayList<>(keys);
    all.add(next);
    return new KeyRing(all, next.id());
  }

  /** The key that new tokens are made by. */
  public TokenKey activeKey() {
    return keys.stream().filter(k -> k.id().equals(active)).findFirst().orElseThrow();
  }

  /** A value's token under every key, by key id: what joins across rotations. */
  public Map<String, String> tokens(TokenField field, String value) {
    Map<String, String> tokens = new LinkedHashMap<>();
    keys.forEach(key -> tokens.put(key.id(), key.token(field, value)));
    return tokens;
  }

  /**
   * Reads the text form. Empty lines and those that begin with # are comments.
   *
   * @throws IllegalArgumentException naming the line, never its secret
   */
  public static KeyRing parse(List<String> lines) {
    List<TokenKey> keys = new ArrayList<>();
    List<String> active = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        String[] words = line.split("\\s+");
        keys.add(key(words, i + 1));
        if (words.length == 3) {
          active.add(words[0]);
        }
      }
    }
    return new KeyRing(keys, active.size() == 1 ? active.get(0) : "");
  }

  /** The text form. */
  public List<String> lines() {
    Base64.Encoder base64 = Base64.getEncoder();
    return keys.stream()
        .map(
            key ->
                key.id()
                    + " "
                    + base64.encodeToString(key.secret())
                    + (key.id().equals(active) ? " " + ACTIVE : ""))
        .toList();
  }

  @Override
  public String toString() {
    return keys + ", active: " + active;
  }

  private static TokenKey key(String[] words, int line) {
    boolean isWhole = words.length == 2 || (words.length == 3 && words[2].equals(ACTIVE));
    try {
      if (isWhole) {
        return new TokenKey(words[0], Base64.getDecoder().decode(words[1]));
      }
    } catch (IllegalArgumentException e) {
      isWhole = false;
    }
    throw new IllegalArgumentException(
        "line %d is not \"ID BASE64\" or \"ID BASE64 active\" with at least %d bytes of secret"
            .formatted(line, TokenKey.BYTES));
  }
}
