import { element, setText } from "../dom";
import { age } from "../format";
import type { Snapshot } from "../snapshot";
import type { Panel } from "./panel";

const LIVE_BELOW_MS = 5_000;
const SLOW_BELOW_MS = 60_000;

type State = "live" | "slow" | "stale" | "offline" | "empty";

const WORDS: Record<State, [string, string]> = {
  live: ["实时", "LIVE"],
  slow: ["延迟", "DELAYED"],
  stale: ["数据停更", "STALE"],
  offline: ["连接中断", "OFFLINE"],
  empty: ["等待数据", "NO DATA YET"],
};

/** How old the newest number is, and whether more can be expected. */
export class Freshness implements Panel {
  private readonly chinese = element("span", "zh");
  private readonly english = element("span", "en");
  private readonly age = element("span", "age");
  readonly element = element(
    "div",
    "freshness",
    element("span", "dot"),
    element("span", "words", this.chinese, this.english),
    this.age,
  );
  private snapshot: Snapshot | undefined;
  private receivedAt = 0;
  private isConnected = false;

  constructor() {
    this.element.setAttribute("role", "status");
    setInterval(() => this.tell(), 100);
    this.tell();
  }

  show(snapshot: Snapshot): void {
    this.snapshot = snapshot;
    this.receivedAt = performance.now();
    this.tell();
  }

  connected(isConnected: boolean): void {
    this.isConnected = isConnected;
    this.tell();
  }

  private tell(): void {
    const ms = this.ageNow();
    const state = this.state(ms);
    const [chinese, english] = WORDS[state];
    this.element.dataset["state"] = state;
    setText(this.chinese, chinese);
    setText(this.english, english);
    setText(this.age, ms === null ? "" : `${age(ms)}前`);
  }

  private ageNow(): number | null {
    const sent = this.snapshot?.data_age_ms ?? null;
    return sent === null ? null : sent + performance.now() - this.receivedAt;
  }

  private state(ms: number | null): State {
    if (!this.isConnected) return "offline";
    if (this.snapshot?.stale) return "stale";
    if (ms === null) return "empty";
    if (ms < LIVE_BELOW_MS) return "live";
    return ms < SLOW_BELOW_MS ? "slow" : "stale";
  }
}
