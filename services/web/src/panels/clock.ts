import { element, setText } from "../dom";
import { ZoneTime } from "../format";
import type { Snapshot } from "../snapshot";
import type { Panel } from "./panel";

/** The time of day in the business zone, whatever the zone of this screen. */
export class Clock implements Panel {
  private readonly time = element("div", "time");
  private readonly zoneName = element("div", "zone");
  readonly element = element("div", "clock", this.time, this.zoneName);
  private zone: string | undefined;

  constructor() {
    setInterval(() => this.tick(), 200);
  }

  show(snapshot: Snapshot): void {
    this.zone = snapshot.zone;
    setText(this.zoneName, snapshot.zone);
    this.tick();
  }

  private tick(): void {
    if (this.zone) setText(this.time, ZoneTime.of(this.zone).seconds(Date.now()));
  }
}
