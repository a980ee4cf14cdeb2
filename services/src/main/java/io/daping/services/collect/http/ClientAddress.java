package io.daping.services.collect.http;

import com.google.common.net.InetAddresses;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;

/** Where a request comes from, behind proxies that are trusted to say so. */
record ClientAddress(List<String> proxies) {

  /** An IPv4 or IPv6 address, without brackets and zone. */
  String of(Context ctx) {
    String address = plain(ctx.req().getRemoteAddr());
    String[] hops =
        String.join(",", Collections.list(ctx.req().getHeaders("X-Forwarded-For"))).split(",");
    for (int i = hops.length - 1; i >= 0 && proxies.contains(address); i--) {
      String hop = plain(hops[i].strip());
      if (!InetAddresses.isInetAddress(hop)) {
        return address;
      }
      address = hop;
    }
    return address;
  }

  private static String plain(String address) {
    return address.replaceAll("[\\[\\]]|%.*", "");
  }
}
