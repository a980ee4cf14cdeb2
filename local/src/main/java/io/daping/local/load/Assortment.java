package io.daping.local.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is for sale: items in the order of their popularity, which follows Zipf's law. Names say
 * what they stand for; no real shop or brand is meant.
 */
record Assortment(List<Item> items, Weights popularity, Map<String, List<Item>> byCategory) {
  static final int ITEMS = 5_000;

  private static final int SHOPS = 384;
  private static final int BRANDS_OF_CATEGORY = 12;

  /** A kind of goods with the price of the item in its middle. */
  private enum Category {
    PHONE(259_900),
    LAPTOP(499_900),
    TABLET(199_900),
    EARPHONES(19_900),
    TV(249_900),
    FRIDGE(219_900),
    WASHER(169_900),
    AIRCON(239_900),
    DRESS(15_900),
    COAT(32_900),
    JEANS(12_900),
    SNEAKERS(29_900),
    BAG(19_900),
    COSMETICS(12_900),
    SKINCARE(17_900),
    SHAMPOO(4_900),
    DIAPERS(9_900),
    TOYS(7_900),
    SNACKS(2_900),
    TEA(8_900),
    RICE(5_900),
    FRUIT(3_990),
    BOOKS(3_500),
    BEDDING(19_900);

    private final long medianPrice;

    Category(long medianPrice) {
      this.medianPrice = medianPrice;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Assortment of(long seed) {
    Chance chance = Chance.of(seed, 1);
    Weights shops = Weights.zipf(SHOPS / Category.values().length);
    Weights brands = Weights.zipf(BRANDS_OF_CATEGORY);
    List<Item> items = new ArrayList<>();
    for (int number : shuffled(chance)) {
      Category category = Category.values()[chance.below(Category.values().length)];
      int shop = shops.draw(chance) * Category.values().length + category.ordinal();
      items.add(
          new Item(
              "item-%05d".formatted(number),
              "shop-%03d".formatted(shop),
              "%s-brand-%02d".formatted(category.id(), brands.draw(chance)),
              category.id(),
              price(category, chance)));
    }
    return new Assortment(
        items,
        Weights.zipf(ITEMS),
        items.stream().collect(Collectors.groupingBy(Item::categoryId)));
  }

  Item draw(Chance chance) {
    return items.get(popularity.draw(chance));
  }

  /** Another item of the same category, rather a popular one. */
  Item similar(Item item, Chance chance) {
    List<Item> category = byCategory.get(item.categoryId());
    double u = chance.uniform();
    return category.get((int) (u * u * u * category.size()));
  }

  /** A price that ends as prices do: 12.90. */
  private static long price(Category category, Chance chance) {
    long yuan = chance.lognormal(category.medianPrice, 0.5) / 100;
    return Math.max(yuan, 1) * 100 + 90;
  }

  private static int[] shuffled(Chance chance) {
    int[] numbers = new int[ITEMS];
    Arrays.setAll(numbers, i -> i);
    for (int i = numbers.length - 1; i > 0; i--) {
      int j = chance.below(i + 1);
      int kept = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = kept;
    }
    return numbers;
  }
}
