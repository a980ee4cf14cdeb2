package io.daping.local.load;

import io.daping.local.load.AccessEvent.Answer;
import io.daping.local.load.AccessEvent.Client;
import io.daping.local.load.AccessEvent.Page;

/** Crawlers: each asks for the shop's pages one after another, day and night. */
final class Robots implements EventSource {
  private static final Weights BUSY = Weights.zipf(UserAgents.robots());
  private static final int MACHINES_OF_A_ROBOT = 8;

  private final Ids ids;
  private final Chance chance;
  private final int[] pages = new int[UserAgents.robots()];

  Robots(Ids ids, Chance chance) {
    this.ids = ids;
    this.chance = chance;
  }

  @Override
  public Event next(long now) {
    int kind = BUSY.draw(chance);
    String path = path(pages[kind]);
    pages[kind]++;
    Page page = new Page("GET", path, null);
    return new AccessEvent(ids.next('a'), now, client(kind), page, Answer.draw(page, chance));
  }

  @Override
  public Event alone(long now) {
    return next(now);
  }

  /** In a network for documentation (RFC 5737), which nobody uses. */
  private Client client(int kind) {
    int machine = kind * MACHINES_OF_A_ROBOT + chance.below(MACHINES_OF_A_ROBOT);
    return new Client("198.51.100." + (1 + machine), UserAgents.robot(kind), null, null);
  }

  private String path(int page) {
    if (page % 500 == 0) {
      return "/robots.txt";
    }
    return page % 40 == 1
        ? "/list?page=" + page / 40
        : "/item/item-%05d".formatted(page * 7 % Assortment.ITEMS);
  }
}
