package io.daping.local.load;

import java.util.Arrays;

/** Where shoppers live, by population (census of 2020, ten thousands). */
enum Province {
  广东(12601),
  山东(10153),
  河南(9937),
  江苏(8475),
  四川(8367),
  河北(7461),
  湖南(6644),
  浙江(6457),
  安徽(6103),
  湖北(5775),
  广西(5013),
  云南(4721),
  江西(4519),
  辽宁(4259),
  福建(4154),
  陕西(3953),
  贵州(3856),
  山西(3492),
  重庆(3205),
  黑龙江(3185),
  新疆(2585),
  甘肃(2502),
  上海(2487),
  吉林(2407),
  内蒙古(2405),
  北京(2189),
  天津(1387),
  海南(1008),
  宁夏(720),
  青海(592),
  西藏(365);

  private static final Weights BY_POPULATION =
      Weights.of(Arrays.stream(values()).mapToDouble(p -> p.population).toArray());

  private final int population;

  Province(int population) {
    this.population = population;
  }

  static Province draw(Chance chance) {
    return values()[BY_POPULATION.draw(chance)];
  }
}
