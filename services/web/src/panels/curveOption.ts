import type { EChartsCoreOption } from "echarts/core";
import { graphic } from "echarts/core";
import { compact, Money, ZoneTime } from "../format";
import type { MinutePoint, Snapshot } from "../snapshot";
import { type Axis, axisOf, curveOf } from "./minuteAxis";

const GOLD = "#ffc45c";
const BLUE = "#57c1ff";
// ECharts' own axis text is unreadable on dark.
const TEXT = "#a9b8d4";
const LINE = "rgba(150, 175, 220, 0.14)";

interface Lane {
  name: string;
  place: number;
  colour: string;
  points: MinutePoint[];
  amount: (value: number) => string;
}

/** The chart's description, or nothing while there is nothing to draw. */
export function curveOption(snapshot: Snapshot, rem: number): EChartsCoreOption | undefined {
  const axis = axisOf(snapshot);
  if (!axis) return undefined;
  const money = Money.of(snapshot.currency);
  const lanes: Lane[] = [
    { name: "成交额 GMV", place: 0, colour: GOLD, points: snapshot.gmv_minutes, amount: (v) => money.compact(v) },
    { name: "浏览量 PV", place: 1, colour: BLUE, points: snapshot.pv_minutes, amount: compact },
  ];
  const sides = { left: 5.2 * rem, right: 1.2 * rem, outerBoundsMode: "none" };
  return {
    animation: false,
    grid: [
      { ...sides, top: "9%", height: "52%" },
      { ...sides, top: "73%", height: "18%" },
    ],
    xAxis: lanes.map((lane) => timeAxis(lane, axis, snapshot.zone, rem)),
    yAxis: lanes.map((lane) => amountAxis(lane, rem)),
    series: lanes.flatMap((lane) => lines(lane, axis, snapshot.watermark, rem)),
  };
}

function timeAxis(lane: Lane, axis: Axis, zone: string, rem: number): object {
  const times = ZoneTime.of(zone);
  return {
    type: "value",
    gridIndex: lane.place,
    min: axis.from,
    max: axis.to,
    interval: axis.step,
    axisLine: { lineStyle: { color: "rgba(150, 175, 220, 0.3)" } },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      show: lane.place === 1,
      color: TEXT,
      fontSize: 0.95 * rem,
      margin: 0.7 * rem,
      showMaxLabel: false,
      formatter: (instant: number) => times.minutes(instant),
    },
  };
}

function amountAxis(lane: Lane, rem: number): object {
  return {
    type: "value",
    gridIndex: lane.place,
    name: lane.name,
    nameGap: 0.8 * rem,
    nameTextStyle: { color: lane.colour, fontSize: 0.95 * rem, align: "left", padding: [0, 0, 0, 0.2 * rem] },
    splitNumber: lane.place === 0 ? 4 : 2,
    splitLine: { lineStyle: { color: LINE } },
    axisLabel: { color: TEXT, fontSize: 0.95 * rem, formatter: lane.amount },
  };
}

function lines(lane: Lane, axis: Axis, watermark: string | null, rem: number): object[] {
  const curve = curveOf(lane.points, watermark);
  const line = { type: "line", xAxisIndex: lane.place, yAxisIndex: lane.place, showSymbol: false };
  return [
    {
      ...line,
      data: curve.over,
      lineStyle: { color: lane.colour, width: 0.16 * rem },
      areaStyle: { color: fading(lane.colour) },
      markPoint: lane.place === 0 ? peak(lane, axis, curve.over, rem) : undefined,
    },
    {
      ...line,
      data: curve.open.map((point, i) => ({
        value: point,
        symbol: i === curve.open.length - 1 ? "circle" : "none",
      })),
      showSymbol: true,
      symbolSize: 0.55 * rem,
      itemStyle: { color: lane.colour },
      lineStyle: { color: lane.colour, width: 0.12 * rem, type: [4, 4] },
    },
  ];
}

function peak(lane: Lane, axis: Axis, points: MinutePoint[], rem: number): object | undefined {
  const best = points.reduce<MinutePoint | undefined>((a, b) => (a && a[1] >= b[1] ? a : b), undefined);
  if (!best) return undefined;
  const isOnTheRight = best[0] - axis.from > 0.8 * (axis.to - axis.from);
  return {
    data: [{ coord: best, value: `峰值 ${lane.amount(best[1])}` }],
    symbol: "circle",
    symbolSize: 0.55 * rem,
    itemStyle: { color: "#0b1220", borderColor: lane.colour, borderWidth: 2 },
    label: { position: isOnTheRight ? "left" : "right", distance: 0.6 * rem, color: "#f3f6fd", fontSize: 0.95 * rem },
  };
}

function fading(colour: string): object {
  return new graphic.LinearGradient(0, 0, 0, 1, [
    { offset: 0, color: `${colour}59` },
    { offset: 1, color: `${colour}00` },
  ]);
}
