package io.daping.local.load;

import java.util.List;

/** What browsers, apps and crawlers call themselves, as web servers log it. */
final class UserAgents {
  private static final String WEBKIT = " AppleWebKit/537.36 (KHTML, like Gecko) ";
  private static final String IPHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ";
  private static final String ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8)";
  private static final String WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";

  private static final List<String> APP =
      List.of(
          "DapingShop/6.4.1 (iPhone; iOS 17.6; Scale/3.00)",
          "DapingShop/6.4.0 (iPhone; iOS 16.7; Scale/2.00)",
          "DapingShop/6.4.1 (Linux; Android 14) okhttp/4.12.0",
          "DapingShop/6.3.8 (Linux; Android 12) okhttp/4.12.0");

  private static final List<String> MINI =
      List.of(
          IPHONE + "Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN",
          ANDROID
              + WEBKIT
              + "Version/4.0 Chrome/122.0.0.0 Mobile Safari/537.36"
              + " MicroMessenger/8.0.49.2600(0x28003133) NetType/4G Language/zh_CN");

  private static final List<String> WEB =
      List.of(
          WINDOWS + WEBKIT + "Chrome/128.0.0.0 Safari/537.36",
          WINDOWS + WEBKIT + "Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:129.0) Gecko/20100101 Firefox/129.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
              + " (KHTML, like Gecko) Version/17.6 Safari/605.1.15",
          IPHONE + "Version/17.6 Mobile/15E148 Safari/604.1",
          ANDROID + WEBKIT + "Chrome/128.0.0.0 Mobile Safari/537.36");

  private static final List<String> ROBOTS =
      List.of(
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
          "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
          "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
          "Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)",
          "python-requests/2.32.3");

  private UserAgents() {}

  /** One that goes with a channel. */
  static String draw(String channel, Chance chance) {
    return chance.oneOf(
        switch (channel) {
          case "app" -> APP;
          case "mini" -> MINI;
          default -> WEB;
        });
  }

  /** How many kinds of crawlers there are. */
  static int robots() {
    return ROBOTS.size();
  }

  static String robot(int kind) {
    return ROBOTS.get(kind);
  }
}
