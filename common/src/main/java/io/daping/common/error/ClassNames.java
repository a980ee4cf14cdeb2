package io.daping.common.error;

/**
 * Names of classes and methods as somebody wrote them: what compilers, proxies and accessors make
 * of them bears numbers that change with the next build, or the next start.
 */
final class ClassNames {
  private static final String[] MADE_FROM_A_CLASS = {
    "$$", "_$$_", "$HibernateProxy$", "$ByteBuddy$", "$MockitoMock$", "$$$", "/0x"
  };

  private static final String UNKNOWN = "unknown";

  private ClassNames() {}

  /**
   * Whether a class was written by nobody: a lambda's, a proxy of interfaces, an accessor of
   * reflection.
   */
  static boolean isGenerated(String type) {
    return type.contains("$$Lambda")
        || type.contains("$$FastClass")
        || type.contains("$Proxy")
        || type.contains("GeneratedMethodAccessor")
        || type.contains("GeneratedConstructorAccessor")
        || type.contains("LambdaForm$");
  }

  /** The class that was written: without what a proxy adds, without numbers of anonymous ones. */
  static String type(String name) {
    int end = name.length();
    for (String mark : MADE_FROM_A_CLASS) {
      int at = name.indexOf(mark);
      end = at > 0 ? Math.min(end, at) : end;
    }
    return withoutNumbers(name.substring(0, end));
  }

  /** {@code Shop$1$Till$2a} is {@code Shop$Till$a}: anonymous and local classes are counted. */
  private static String withoutNumbers(String name) {
    if (name.indexOf('$') < 0) {
      return name;
    }
    StringBuilder kept = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean counted = Character.isDigit(c) && kept.length() > 0 && last(kept) == '$';
      if (!counted && !(c == '$' && kept.length() > 0 && last(kept) == '$')) {
        kept.append(c);
      }
    }
    int end = kept.length();
    return last(kept) == '$' ? kept.substring(0, end - 1) : kept.toString();
  }

  private static char last(StringBuilder text) {
    return text.charAt(text.length() - 1);
  }

  /**
   * The method that was written, of a lambda the one around it.
   *
   * @return null for one that the compiler made to reach a private member
   */
  static String method(String name) {
    if (name.startsWith("access$")) {
      return null;
    }
    for (String lambda : new String[] {"lambda$", "$anonfun$"}) {
      if (name.startsWith(lambda)) {
        int end = name.indexOf('$', lambda.length());
        return name.substring(lambda.length(), end < 0 ? name.length() : end);
      }
    }
    return name;
  }

  /** The class in the first line of a trace; some exceptions print their message without it. */
  static String typeOf(String header) {
    int colon = header.indexOf(':');
    String type = (colon < 0 ? header : header.substring(0, colon)).strip();
    return type.isEmpty() || type.indexOf(' ') >= 0 ? UNKNOWN : type(type);
  }

  /** A class without its package. */
  static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** A frame without its package: {@code Till.pay}. */
  static String simpleFrame(String frame) {
    int method = frame.lastIndexOf('.');
    return simple(frame.substring(0, method)) + frame.substring(method);
  }

  /** A logger is mostly a class; before a colon some programs write which of its instances. */
  static String logger(String name) {
    int colon = name.lastIndexOf(':');
    return type(colon + 1 < name.length() ? name.substring(colon + 1) : name);
  }
}
