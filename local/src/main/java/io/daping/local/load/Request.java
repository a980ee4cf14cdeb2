package io.daping.local.load;

import io.daping.local.load.AccessEvent.Answer;
import io.daping.local.load.AccessEvent.Client;
import io.daping.local.load.AccessEvent.Page;

/** A page that a shopper has asked for and the site is about to answer. */
record Request(Client client, Page page, Answer answer) implements Shop.Actor {
  /** Asks for a page; the record of it follows when it is answered. */
  static void send(Shopper shopper, Page page, long now, Shop shop) {
    Answer answer = Answer.draw(page, shop.chance());
    shop.later(now + answer.durationMs(), new Request(Client.of(shopper), page, answer));
  }

  @Override
  public AccessEvent act(long now, Shop shop) {
    return new AccessEvent(shop.ids().next('a'), now, client, page, answer);
  }
}
