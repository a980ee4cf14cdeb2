package io.daping.local.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How much of all that happens happens where; only the proportions count.
 *
 * @param shop shoppers: browsing, searches, orders, and their requests
 * @param robots requests of crawlers
 * @param machines samples of hosts
 * @param applogs log records of applications
 */
record Mix(double shop, double robots, double machines, double applogs) {
  static final String USUAL = "shop=76,robots=4,machines=6,applogs=14";

  Weights weights() {
    return Weights.of(shop, robots, machines, applogs);
  }

  /** Reads {@code shop=76,machines=24}; what is not named does not happen. */
  static final class Converter implements ITypeConverter<Mix> {
    private static final List<String> PLACES = List.of("shop", "robots", "machines", "applogs");

    @Override
    public Mix convert(String text) {
      Map<String, Double> parts = new HashMap<>();
      for (String part : text.split(",")) {
        String[] named = part.strip().split("=", 2);
        if (named.length != 2 || !PLACES.contains(named[0])) {
          throw bad(text);
        }
        parts.put(named[0], weight(named[1], text));
      }
      if (parts.values().stream().allMatch(weight -> weight == 0)) {
        throw bad(text);
      }
      return new Mix(
          parts.getOrDefault("shop", 0.0),
          parts.getOrDefault("robots", 0.0),
          parts.getOrDefault("machines", 0.0),
          parts.getOrDefault("applogs", 0.0));
    }

    private static double weight(String number, String text) {
      try {
        double weight = Double.parseDouble(number);
        if (weight >= 0 && weight <= 1e6) {
          return weight;
        }
      } catch (NumberFormatException e) {
        throw bad(text);
      }
      throw bad(text);
    }

    private static TypeConversionException bad(String text) {
      return new TypeConversionException(
          "'%s' is no mix: parts of %s with weights, e.g. %s".formatted(text, PLACES, USUAL));
    }
  }
}
