package io.daping.common.fact;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The networks that addresses are rolled up to: /24 of IPv4, /64 of IPv6. */
public final class IpNetworks {
  private static final int V4_BYTES = 3;
  private static final int V6_BYTES = 8;

  private IpNetworks() {}

  /**
   * The network of an address, in the usual form: {@code 66.249.73.0/24}, {@code 2001:db8::/64}.
   *
   * @param address IPv4 or IPv6; null stays null
   * @throws IllegalArgumentException when it is neither
   */
  public static String of(String address) {
    if (address == null) {
      return null;
    }
    byte[] bytes = InetAddresses.forString(address).getAddress();
    int kept = bytes.length == Integer.BYTES ? V4_BYTES : V6_BYTES;
    Arrays.fill(bytes, kept, bytes.length, (byte) 0);
    return text(bytes) + "/" + kept * Byte.SIZE;
  }

  private static String text(byte[] address) {
    try {
      return InetAddresses.toAddrString(InetAddress.getByAddress(address));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length, e);
    }
  }
}
