package io.daping.common.privacy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Personal fields as they may be shown: enough to recognise one's own, too little for others. */
public final class Masks {
  private static final String HIDDEN = "***";

  /** A market, a city in a book: what a name in front of them is, is no city's. */
  private static final String CITY =
      "(?:\\p{IsHan}{1,4}?(?<![超夜菜门城集股])市|\\p{IsHan}{2,9}?自治州|\\p{IsHan}{2,5}?(?:地区|盟))?";

  /** Only with its province in front: otherwise a person's name could be taken for a city's. */
  private static final Pattern REGION =
      Pattern.compile(
          "(?:北京|上海|天津|重庆)市?"
              + "|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省?"
              + CITY
              + "|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔|广西|宁夏|新疆)(?:自治区)?"
              + CITY
              + "|(?:香港|澳门)(?:特别行政区)?");

  private Masks() {}

  /** {@code 王小明} is {@code 王**}, whatever the length. */
  public static String name(String name) {
    String plain = name.strip();
    return plain.isEmpty() ? HIDDEN : plain.substring(0, plain.offsetByCodePoints(0, 1)) + "**";
  }

  /** {@code +86 138-1234-5678} is {@code 138****5678}; of other numbers the last digits remain. */
  public static String phone(String phone) {
    String digits = Digits.only(phone);
    if (MobileNumbers.isValid(digits)) {
      String own = MobileNumbers.national(digits);
      return own.substring(0, 3) + "****" + own.substring(7);
    }
    int length = digits.length();
    if (length == MobileNumbers.DIGITS) {
      return digits.substring(0, 3) + "****" + digits.substring(7);
    }
    return "****" + (length >= 8 ? digits.substring(length - 4) : "");
  }

  /** {@code 浙江省杭州市西湖区文三路 1 号} is {@code 浙江省杭州市***}: province and city at most. */
  public static String address(String address) {
    Matcher region = REGION.matcher(address.strip());
    return (region.lookingAt() ? region.group() : "") + HIDDEN;
  }
}
