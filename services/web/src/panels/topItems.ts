import { element, label, setText } from "../dom";
import { count, Money } from "../format";
import type { RankChange, Snapshot, TopItem } from "../snapshot";
import type { Panel } from "./panel";

const PLACES = 5;

/** What sells best today. */
export class TopItems implements Panel {
  private readonly places = Array.from({ length: PLACES }, (_, i) => new Place(i + 1));
  readonly element = element(
    "section",
    "panel top-items",
    label("热卖商品", "Top items by GMV"),
    element("ol", "places", ...this.places.map((place) => place.element)),
  );

  show(snapshot: Snapshot): void {
    const money = Money.of(snapshot.currency);
    const best = snapshot.top_items[0]?.gmv_paid ?? 0;
    this.places.forEach((place, i) => place.show(snapshot.top_items[i], best, money, snapshot.zone));
  }
}

class Place {
  private readonly name = element("span", "name");
  private readonly amount = element("span", "amount");
  private readonly units = element("span", "units");
  private readonly bar = element("span", "bar");
  readonly element: HTMLElement;

  constructor(rank: number) {
    this.element = element(
      "li",
      "place empty",
      element("span", "rank", String(rank)),
      this.name,
      this.amount,
      element("span", "track", this.bar),
      this.units,
    );
  }

  show(item: TopItem | undefined, best: number, money: Money, zone: string): void {
    this.element.classList.toggle("empty", item === undefined);
    if (item === undefined) return;
    setText(this.name, item.item_id);
    this.name.title = item.item_id;
    setText(this.amount, money.format(item.gmv_paid));
    setText(this.units, `${count(item.units)} 件${reason(item.change, money, zone)}`);
    this.bar.style.width = `${best > 0 ? Math.max(0, (100 * item.gmv_paid) / best) : 0}%`;
  }
}

/** Why an item stands elsewhere than before: ` · ▲3 +¥412 since 10:05`; nothing where it did not move. */
function reason(change: RankChange | undefined, money: Money, zone: string): string {
  if (change === undefined || change.ranks === 0) return "";
  const moved = change.ranks > 0 ? `▲${change.ranks}` : `▼${-change.ranks}`;
  const sign = change.gained < 0 ? "" : "+";
  const since = new Date(change.since_ms).toLocaleTimeString("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  return ` · ${moved} ${sign}${money.format(change.gained)} since ${since}`;
}
