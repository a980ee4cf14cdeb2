import { element, label } from "../dom";
import { Money } from "../format";
import { Rolling } from "../rolling";
import type { Snapshot } from "../snapshot";
import type { Panel } from "./panel";

/** What was paid today: the number that the wall is for. */
export class Gmv implements Panel {
  private readonly amount = new Rolling();
  readonly element = element(
    "section",
    "panel gmv",
    label("今日成交额", "GMV paid today"),
    this.amount.element,
  );

  show(snapshot: Snapshot): void {
    this.amount.show(Money.of(snapshot.currency).format(snapshot.gmv_paid_today));
  }
}
