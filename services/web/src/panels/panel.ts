import type { Snapshot } from "../snapshot";

/** A part of the wall. To add one: a file here, a line in main.ts, a place in style.css. */
export interface Panel {
  readonly element: HTMLElement;
  /** Shows the numbers; called for every snapshot and update. */
  show(snapshot: Snapshot): void;
}
