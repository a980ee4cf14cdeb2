package io.daping.services.collect.http;

import io.daping.common.event.Topic;
import io.daping.services.collect.http.Tokens.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads tokens, one a line: {@code bearer|site NAME TOPICS SECRET}, topics separated by commas or
 * {@code *} for all that the kind may write. {@code #} starts a comment.
 */
final class TokenLines {
  private static final int SHORTEST_SECRET = 16;

  private final String where;
  private final List<String> problems;
  private final List<Token> tokens = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /**
   * @param where for messages, which never show a secret
   * @param problems gets what is wrong
   */
  TokenLines(String where, List<String> problems) {
    this.where = where;
    this.problems = problems;
  }

  List<Token> read(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
      if (!line.isEmpty()) {
        take("line " + (i + 1) + " of " + where, line.split("\\s+"));
      }
    }
    return tokens;
  }

  private void take(String place, String[] words) {
    if (words.length != 4) {
      problems.add(place + " must be: bearer|site NAME TOPICS SECRET");
    } else if (!words[0].equals("bearer") && !words[0].equals("site")) {
      problems.add(place + " must begin with bearer or site");
    } else if (words[3].length() < SHORTEST_SECRET) {
      problems.add(place + " has a secret of fewer than " + SHORTEST_SECRET + " characters");
    } else if (!names.add(words[1])) {
      problems.add(place + " names " + words[1] + " again");
    } else {
      Writer.Kind kind = Writer.Kind.valueOf(words[0].toUpperCase(Locale.ROOT));
      Writer writer = new Writer(kind, words[1], topics(place, kind, words[2]));
      tokens.add(Token.of(writer, words[3]));
    }
  }

  private Set<Topic> topics(String place, Writer.Kind kind, String names) {
    Set<Topic> allowed = Writer.anyone(kind).topics();
    if (names.equals("*")) {
      return allowed;
    }
    Set<Topic> topics = EnumSet.noneOf(Topic.class);
    for (String name : names.split(",")) {
      Topic.named(name)
          .filter(allowed::contains)
          .ifPresentOrElse(topics::add, () -> problems.add(refusal(place, name, allowed)));
    }
    return topics;
  }

  private static String refusal(String place, String name, Set<Topic> allowed) {
    List<String> names =
        Arrays.stream(Topic.values()).filter(allowed::contains).map(Topic::topicName).toList();
    return place + " names \"" + name + "\"; this kind may write to " + names;
  }
}
