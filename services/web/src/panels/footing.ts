import { element, setText } from "../dom";
import { UNKNOWN, ZoneTime } from "../format";
import type { Snapshot } from "../snapshot";
import type { Panel } from "./panel";

/** How far the numbers reach, for those who ask. */
export class Footing implements Panel {
  private readonly watermark = element("span", "fact");
  private readonly asOf = element("span", "fact");
  readonly element = element(
    "footer",
    "footing",
    element("span", "fact", "成交额按支付时刻计 GMV at the moment of payment"),
    this.watermark,
    this.asOf,
  );

  show(snapshot: Snapshot): void {
    setText(this.watermark, `事件时间至 Watermark ${moment(snapshot.watermark, snapshot.zone)}`);
    setText(this.asOf, `数据写入 As of ${moment(snapshot.as_of, snapshot.zone)}`);
  }
}

function moment(iso: string | null, zone: string): string {
  if (iso === null) return UNKNOWN;
  const times = ZoneTime.of(zone);
  return `${times.date(Date.parse(iso))} ${times.seconds(Date.parse(iso))}`;
}
