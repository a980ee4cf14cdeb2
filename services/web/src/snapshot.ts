/** The document of `/api/v1/wall`. Money is in minor units of `currency`; null is unknown. */
export interface Snapshot {
  title: string;
  zone: string;
  business_day: string;
  as_of: string | null;
  watermark: string | null;
  data_age_ms: number | null;
  stale: boolean;
  currency: string;
  gmv_paid_today: number | null;
  orders_paid_today: number | null;
  buyers_today: Estimate | null;
  units_today: number | null;
  pv_today: number | null;
  uv_today: Estimate | null;
  gmv_minutes: MinutePoint[];
  pv_minutes: MinutePoint[];
  top_items: TopItem[];
}

/** A count and its relative standard error; 0 is exact. */
export interface Estimate {
  value: number;
  error: number;
}

/** `[epochMs, value]` */
export type MinutePoint = [number, number];

export interface TopItem {
  rank: number;
  item_id: string;
  units: number | null;
  gmv_paid: number;
  change?: RankChange;
}

/** How a rank has changed since an earlier ranking was seen; `gained` is in minor units. */
export interface RankChange {
  ranks: number;
  gained: number;
  since_ms: number;
}

/** An update bears only the minutes that changed: the rest stays. */
export function extended(before: Snapshot, update: Snapshot): Snapshot {
  return {
    ...update,
    gmv_minutes: merged(before.gmv_minutes, update.gmv_minutes),
    pv_minutes: merged(before.pv_minutes, update.pv_minutes),
  };
}

function merged(before: MinutePoint[], changes: MinutePoint[]): MinutePoint[] {
  if (changes.length === 0) return before;
  const minutes = new Map(before);
  for (const [minute, value] of changes) minutes.set(minute, value);
  return [...minutes].sort(([a], [b]) => a - b);
}
