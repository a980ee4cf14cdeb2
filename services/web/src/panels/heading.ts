import { element, setText } from "../dom";
import { dayInWords, ZoneTime } from "../format";
import type { Snapshot } from "../snapshot";
import type { Panel } from "./panel";

/** The title, and which business day the numbers are of. */
export class Heading implements Panel {
  private readonly title = element("h1", "title", "Daping");
  private readonly day = element("span", "day");
  private readonly replay = element("span", "replay", "历史回放 Replay");
  readonly element = element(
    "div",
    "heading",
    element("div", "mark"),
    this.title,
    element("div", "subtitle", this.day, this.replay),
  );

  constructor() {
    this.replay.hidden = true;
  }

  show(snapshot: Snapshot): void {
    setText(this.title, snapshot.title);
    document.title = snapshot.title;
    setText(this.day, `业务日 ${dayInWords(snapshot.business_day)}`);
    this.replay.hidden = ZoneTime.of(snapshot.zone).date(Date.now()) === snapshot.business_day;
  }
}
