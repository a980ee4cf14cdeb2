import { element, label, setText } from "../dom";
import { count, error, Money, UNKNOWN } from "../format";
import { Rolling } from "../rolling";
import type { Estimate, Snapshot } from "../snapshot";
import type { Panel } from "./panel";

interface Shown {
  text: string;
  note: string;
}

/** One labelled number. */
class Figure implements Panel {
  private readonly number = new Rolling();
  private readonly note = element("span", "note");
  readonly element: HTMLElement;

  constructor(
    name: string,
    chinese: string,
    english: string,
    private readonly read: (snapshot: Snapshot) => Shown,
  ) {
    const value = element("div", "value", this.number.element, this.note);
    this.element = element("section", `panel figure ${name}`, label(chinese, english), value);
  }

  show(snapshot: Snapshot): void {
    const { text, note } = this.read(snapshot);
    this.number.show(text);
    setText(this.note, note);
  }
}

/** The figures beside the big one, in reading order. */
export function figures(): Panel[] {
  return [
    new Figure("orders", "支付订单", "Orders paid", (s) => exact(s.orders_paid_today)),
    new Figure("buyers", "支付买家", "Buyers", (s) => estimate(s.buyers_today)),
    new Figure("units", "售出件数", "Units sold", (s) => exact(s.units_today)),
    new Figure("pv", "浏览量 PV", "Page views", (s) => exact(s.pv_today)),
    new Figure("uv", "访客数 UV", "Unique visitors", (s) => estimate(s.uv_today)),
    new Figure("order-value", "客单价", "Average order value", averageOrderValue),
  ];
}

function exact(value: number | null): Shown {
  return { text: count(value), note: "" };
}

function estimate(of: Estimate | null): Shown {
  return of ? { text: count(of.value), note: error(of.error) } : { text: UNKNOWN, note: "" };
}

function averageOrderValue({ currency, gmv_paid_today: gmv, orders_paid_today: orders }: Snapshot): Shown {
  const average = gmv === null || !orders ? null : gmv / orders;
  return { text: Money.of(currency).format(average), note: "" };
}
