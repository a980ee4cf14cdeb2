package io.daping.local.load;

import java.util.List;

/**
 * One device and whoever holds it. Nobody real is meant: the phone numbers begin with 100, which is
 * no mobile network, the streets are examples, and the addresses belong to no public network.
 *
 * @param userId null for a guest
 * @param ip in 100.64.0.0/10, which is never routed (RFC 6598)
 */
record Shopper(
    String visitorId,
    String userId,
    String channel,
    String ip,
    String userAgent,
    Receiver receiver) {
  private static final int DEVICES = 1_000_000;
  private static final List<String> CHANNELS = List.of("app", "app", "app", "mini", "web");
  private static final List<String> SURNAMES =
      List.of("王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "马", "朱", "胡");
  private static final List<String> GIVEN_NAMES =
      List.of("测试", "示例", "样本", "虚构", "假名", "演示", "模拟", "试用");

  /** To whom parcels go. */
  record Receiver(String province, String name, String phone, String address) {
    static Receiver draw(Chance chance) {
      String province = Province.draw(chance).name();
      return new Receiver(
          province,
          chance.oneOf(SURNAMES) + chance.oneOf(GIVEN_NAMES),
          "100" + (10_000_000 + chance.below(90_000_000)),
          province + "示例市虚构路" + chance.between(1, 999) + "号" + chance.between(1, 40) + "室");
    }
  }

  /** Somebody who comes: a few come often, most of them rarely. */
  static Shopper draw(long seed, Chance chance) {
    double u = chance.uniform();
    return numbered((int) (u * u * u * DEVICES), seed);
  }

  /** Ten devices belong to seven persons, so that some have two. */
  private static Shopper numbered(int device, long seed) {
    int person = device * 7 / 10;
    Receiver receiver = Receiver.draw(Chance.of(seed + 2, person));
    Chance chance = Chance.of(seed + 3, device);
    boolean guest = chance.is(0.3);
    String channel = chance.oneOf(CHANNELS);
    String ip =
        "100." + chance.between(64, 127) + "." + chance.below(256) + "." + chance.between(1, 254);
    return new Shopper(
        "v" + device,
        guest ? null : "u" + person,
        channel,
        ip,
        UserAgents.draw(channel, chance),
        receiver);
  }
}
