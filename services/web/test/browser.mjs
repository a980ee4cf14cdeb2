// A browser for the tests of the page: takes one command a line from standard input, answers one line of JSON.
//   {"do":"open","url"} {"do":"size","width","height"} {"do":"text","selector"} {"do":"shot","file"} {"do":"complaints"}
//   {"do":"wait","selector","attribute","matches"}   attribute null: the element's text
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const PATIENCE_MS = 30_000;
const browser = await chromium.launch({
  executablePath: process.argv[2],
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
const complaints = [];
page.on("pageerror", (error) => complaints.push(String(error)));
page.on("console", (message) => {
  if (["error", "warning"].includes(message.type())) complaints.push(message.text());
});

const commands = {
  open: ({ url }) => page.goto(url),
  size: ({ width, height }) => page.setViewportSize({ width, height }),
  text: ({ selector }) => page.locator(selector).first().innerText(),
  wait: ({ selector, attribute, matches }) =>
    page.waitForFunction(
      ([css, name, pattern]) => {
        const found = document.querySelector(css);
        const value = name ? found?.getAttribute(name) : found?.textContent;
        return value !== null && value !== undefined && new RegExp(pattern).test(value) ? value : false;
      },
      [selector, attribute, matches],
      { timeout: PATIENCE_MS },
    ).then((handle) => handle.jsonValue()),
  shot: ({ file }) => page.screenshot({ path: file }),
  complaints: () => complaints,
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  try {
    const result = await commands[command.do](command);
    const plain = typeof result === "string" || Array.isArray(result) ? result : null;
    console.log(JSON.stringify({ result: plain }));
  } catch (error) {
    console.log(JSON.stringify({ failed: String(error) }));
  }
}
await browser.close();
