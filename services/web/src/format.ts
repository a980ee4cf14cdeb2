const LOCALE = "zh-CN";
const COUNT = new Intl.NumberFormat(LOCALE);
const COMPACT = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });

/** What is shown for a number that is not known. */
export const UNKNOWN = "—";

export function count(value: number | null): string {
  return value === null ? UNKNOWN : COUNT.format(value);
}

/** 12万, 3.4亿: for axes. */
export function compact(value: number): string {
  return COMPACT.format(value);
}

/** Relative standard error as text, empty when exact. */
export function error(relative: number): string {
  return relative === 0 ? "" : `±${(relative * 100).toFixed(2)}%`;
}

/** Formats amounts in minor units of one currency. */
export class Money {
  private static readonly known = new Map<string, Money>();
  private readonly exact: Intl.NumberFormat;
  private readonly short: Intl.NumberFormat;
  private readonly perMajor: number;

  private constructor(currency: string) {
    const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
    this.exact = new Intl.NumberFormat(LOCALE, style);
    this.short = new Intl.NumberFormat(LOCALE, { ...style, notation: "compact", maximumFractionDigits: 1 });
    this.perMajor = 10 ** (this.exact.resolvedOptions().maximumFractionDigits ?? 2);
  }

  static of(currency: string): Money {
    const money = Money.known.get(currency) ?? new Money(currency);
    Money.known.set(currency, money);
    return money;
  }

  format(minor: number | null): string {
    return minor === null ? UNKNOWN : this.exact.format(minor / this.perMajor);
  }

  /** ¥12万 */
  compact(minor: number): string {
    return this.short.format(minor / this.perMajor);
  }
}

/** Formats instants as wall clock times of the business zone. */
export class ZoneTime {
  private static readonly known = new Map<string, ZoneTime>();
  private readonly time: Intl.DateTimeFormat;
  private readonly minute: Intl.DateTimeFormat;
  private readonly day: Intl.DateTimeFormat;

  private constructor(zone: string) {
    const clock = { timeZone: zone, hourCycle: "h23", hour: "2-digit", minute: "2-digit" } as const;
    this.minute = new Intl.DateTimeFormat(LOCALE, clock);
    this.time = new Intl.DateTimeFormat(LOCALE, { ...clock, second: "2-digit" });
    this.day = new Intl.DateTimeFormat("sv-SE", { timeZone: zone });
  }

  static of(zone: string): ZoneTime {
    const times = ZoneTime.known.get(zone) ?? new ZoneTime(zone);
    ZoneTime.known.set(zone, times);
    return times;
  }

  /** 21:07:45 */
  seconds(instant: number): string {
    return this.time.format(instant);
  }

  /** 21:07 */
  minutes(instant: number): string {
    return this.minute.format(instant);
  }

  /** 2026-11-11 */
  date(instant: number): string {
    return this.day.format(instant);
  }
}

/** 2026年11月11日 星期三 */
export function dayInWords(isoDate: string): string {
  const noon = new Date(`${isoDate}T12:00:00Z`);
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeZone: "UTC" }).format(noon)
    + " " + new Intl.DateTimeFormat(LOCALE, { weekday: "long", timeZone: "UTC" }).format(noon);
}

/** 0.8 秒, 42 秒, 3 分, 2 小时, 5 天 */
export function age(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} 秒`;
  if (seconds < 60) return `${Math.floor(seconds)} 秒`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} 分钟`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} 小时`;
  return `${Math.floor(seconds / 86_400)} 天`;
}
