import type { MinutePoint, Snapshot } from "../snapshot";

export const MINUTE_MS = 60_000;
const LEAST_SPAN_MS = 60 * MINUTE_MS;
const MOST_TICKS = 10;
const STEPS_IN_MINUTES = [5, 10, 15, 30, 60, 120, 180, 240];

/** The stretch of the day that the curves show, in epoch milliseconds. */
export interface Axis {
  from: number;
  to: number;
  step: number;
}

/** Minutes that are over, and the one that is still being counted. */
export interface Curve {
  over: MinutePoint[];
  /** From the last finished minute to the present one; empty when there is none. */
  open: MinutePoint[];
}

/** At least an hour, else from the first minute that has anything to the newest. */
export function axisOf(snapshot: Snapshot): Axis | undefined {
  const minutes = [...snapshot.gmv_minutes, ...snapshot.pv_minutes].map(([minute]) => minute);
  if (minutes.length === 0) return undefined;
  const first = minutes.reduce((a, b) => Math.min(a, b));
  const to = Math.max(minutes.reduce((a, b) => Math.max(a, b)), first + LEAST_SPAN_MS);
  const step = stepFor(to - first);
  return { from: Math.floor(first / step) * step, to, step };
}

/** A minute without a cell is a minute without sales, not a gap. */
export function curveOf(points: MinutePoint[], watermark: string | null): Curve {
  const filled = withZeros(points);
  const present = watermark === null ? Infinity : Date.parse(watermark);
  const over = filled.filter(([minute]) => minute + MINUTE_MS <= present);
  const rest = filled.slice(over.length);
  return { over, open: rest.length > 0 ? [...over.slice(-1), ...rest] : [] };
}

function withZeros(points: MinutePoint[]): MinutePoint[] {
  const filled: MinutePoint[] = [];
  for (const point of points) {
    const last = filled.at(-1);
    for (let t = (last?.[0] ?? point[0]) + MINUTE_MS; t < point[0]; t += MINUTE_MS) filled.push([t, 0]);
    filled.push(point);
  }
  return filled;
}

function stepFor(span: number): number {
  const minutes = STEPS_IN_MINUTES.find((step) => span / (step * MINUTE_MS) <= MOST_TICKS) ?? 240;
  return minutes * MINUTE_MS;
}
