import "./style.css";
import { element } from "./dom";
import { follow } from "./feed";
import { Clock } from "./panels/clock";
import { Curve } from "./panels/curve";
import { figures } from "./panels/figure";
import { Footing } from "./panels/footing";
import { Freshness } from "./panels/freshness";
import { Gmv } from "./panels/gmv";
import { Heading } from "./panels/heading";
import type { Panel } from "./panels/panel";
import { TopItems } from "./panels/topItems";

const freshness = new Freshness();
const above: Panel[] = [new Heading(), freshness, new Clock()];
const within: Panel[] = [new Gmv(), ...figures(), new Curve(), new TopItems()];
const below = new Footing();
const panels: Panel[] = [...above, ...within, below];

document.getElementById("wall")?.append(
  element("header", "above", ...above.map((panel) => panel.element)),
  element("main", "within", ...within.map((panel) => panel.element)),
  below.element,
);

follow("/api/v1/wall/stream", {
  numbers: (snapshot) => panels.forEach((panel) => panel.show(snapshot)),
  connected: (isConnected) => freshness.connected(isConnected),
});
