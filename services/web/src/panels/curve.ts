import { LineChart } from "echarts/charts";
import { GridComponent, MarkPointComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { element, label } from "../dom";
import type { Snapshot } from "../snapshot";
import { curveOption } from "./curveOption";
import type { Panel } from "./panel";

use([LineChart, GridComponent, MarkPointComponent, CanvasRenderer]);

/** Money and views a minute, one above the other on one axis of time. */
export class Curve implements Panel {
  private readonly canvas = element("div", "canvas");
  readonly element = element(
    "section",
    "panel curve",
    label("每分钟成交额与浏览量", "GMV and page views per minute"),
    this.canvas,
  );
  private chart: ReturnType<typeof init> | undefined;
  private snapshot: Snapshot | undefined;

  constructor() {
    new ResizeObserver(() => this.fit()).observe(this.canvas);
  }

  show(snapshot: Snapshot): void {
    this.snapshot = snapshot;
    this.draw();
  }

  /** The chart can be made only once the panel has a size. */
  private fit(): void {
    this.chart ??= init(this.canvas);
    this.chart.resize();
    this.draw();
  }

  private draw(): void {
    if (!this.chart || !this.snapshot) return;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const option = curveOption(this.snapshot, rem);
    if (option) this.chart.setOption(option, { replaceMerge: ["series"] });
    else this.chart.clear();
  }
}
