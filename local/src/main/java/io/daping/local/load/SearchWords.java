package io.daping.local.load;

import java.util.List;
import java.util.Map;

/** What people type who look for goods of a category; the first words are the commonest. */
final class SearchWords {
  private static final Map<String, List<String>> OF_CATEGORY =
      Map.ofEntries(
          Map.entry("phone", List.of("手机", "5g手机", "smartphone", "老人手机", "phone 256g")),
          Map.entry("laptop", List.of("笔记本电脑", "轻薄本", "laptop", "游戏本", "notebook 16 inch")),
          Map.entry("tablet", List.of("平板电脑", "tablet", "学习平板", "平板保护套")),
          Map.entry("earphones", List.of("蓝牙耳机", "降噪耳机", "earbuds", "有线耳机", "headphones")),
          Map.entry("tv", List.of("电视机", "75寸电视", "smart tv", "投影电视")),
          Map.entry("fridge", List.of("冰箱", "双开门冰箱", "fridge", "迷你冰箱")),
          Map.entry("washer", List.of("洗衣机", "滚筒洗衣机", "洗烘一体", "washing machine")),
          Map.entry("aircon", List.of("空调", "变频空调", "移动空调", "air conditioner")),
          Map.entry("dress", List.of("连衣裙", "碎花裙", "dress", "长裙女夏")),
          Map.entry("coat", List.of("羽绒服", "大衣", "风衣", "winter coat")),
          Map.entry("jeans", List.of("牛仔裤", "直筒牛仔裤", "jeans", "阔腿裤")),
          Map.entry("sneakers", List.of("运动鞋", "跑步鞋", "sneakers", "小白鞋", "篮球鞋")),
          Map.entry("bag", List.of("双肩包", "女包", "backpack", "旅行箱包")),
          Map.entry("cosmetics", List.of("口红", "粉底液", "lipstick", "眼影盘")),
          Map.entry("skincare", List.of("面膜", "防晒霜", "精华液", "sunscreen")),
          Map.entry("shampoo", List.of("洗发水", "护发素", "shampoo", "去屑洗发水")),
          Map.entry("diapers", List.of("纸尿裤", "拉拉裤", "diapers", "婴儿湿巾")),
          Map.entry("toys", List.of("积木", "玩具车", "puzzle", "毛绒玩具")),
          Map.entry("snacks", List.of("零食大礼包", "坚果", "chocolate", "辣条")),
          Map.entry("tea", List.of("茶叶", "龙井", "普洱茶", "green tea")),
          Map.entry("rice", List.of("大米", "东北大米", "糯米", "rice 10kg")),
          Map.entry("fruit", List.of("苹果 水果", "车厘子", "橙子", "mango")),
          Map.entry("books", List.of("小说", "儿童绘本", "java 编程", "cookbook")),
          Map.entry("bedding", List.of("四件套", "被子", "枕头", "duvet cover")));
  private static final List<String> MORE =
      List.of("", "", "", "", " 新款", " 包邮", " 特价", " 官方", " 2026", " 礼物");

  private SearchWords() {}

  /** A query that may find the item. */
  static String query(Item item, Chance chance) {
    List<String> words = OF_CATEGORY.get(item.categoryId());
    return words.get(Weights.zipf(words.size()).draw(chance)) + chance.oneOf(MORE);
  }
}
