// Tells Daping's collector what a visitor does. In the page:
//
//   <script>window.daping = window.daping || [];</script>
//   <script async src="https://collect.shop.example/v1/beacon.js" data-site-key="KEY"></script>
//
// That the page was shown is told by itself (not with data-page="off"). All else by
//
//   daping.push(["browse", { action: "view", item_id: "i1" }]);   also "search", "page"
//   daping.push(["user", "u1"]);                                  user_id of all that follows
//
// Events wait here until the collector has them; what is given up is counted and told.
(() => {
  "use strict";

  const COOKIE = "daping_visitor";
  const COOKIE_SECONDS = 365 * 24 * 3600;
  const MOST_WAITING = 200;
  const MOST_AT_ONCE = 50;
  // A browser lets all requests that outlive their page have 64 KiB together.
  const BYTES_AT_ONCE = 48 * 1024;
  const LINGER_MS = 500;
  const FIRST_PAUSE_MS = 1000;
  const LONGEST_PAUSE_MS = 60000;

  const script = document.currentScript;
  const siteKey = script.dataset.siteKey || "";
  const waiting = [];
  let lost = 0;
  let userId;
  let clockError = 0;
  let failures = 0;
  let underway = false;
  let timer;

  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  }

  // A cookie of the page's own site: the collector's name need not be that of the shop.
  function visitorId() {
    const found = document.cookie.match(new RegExp("(?:^|; )" + COOKIE + "=([0-9a-f]{32})"));
    const id = found ? found[1] : uuid();
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${COOKIE}=${id}; Path=/; Max-Age=${COOKIE_SECONDS}; SameSite=Lax${secure}`;
    return id;
  }

  function tell(topic, fields) {
    const event = {
      topic,
      event_id: uuid(),
      event_time: Date.now() + clockError,
      visitor_id: visitorId(),
      ...(userId && { user_id: userId }),
      ...fields,
    };
    if (bytesOf(event) > BYTES_AT_ONCE) {
      lost++;
      return;
    }
    waiting.push(event);
    forgetOldest();
    schedule(LINGER_MS);
  }

  function forgetOldest() {
    while (waiting.length > MOST_WAITING) {
      waiting.shift();
      lost++;
    }
  }

  function bytesOf(event) {
    return new TextEncoder().encode(JSON.stringify(event)).length + 1;
  }

  function takeSome() {
    const some = [];
    let bytes = 0;
    while (waiting.length > 0 && some.length < MOST_AT_ONCE) {
      bytes += bytesOf(waiting[0]);
      if (bytes > BYTES_AT_ONCE) break;
      some.push(waiting.shift());
    }
    return some;
  }

  function putBack(events) {
    waiting.unshift(...events);
    forgetOldest();
  }

  function address(lostSoFar) {
    const url = new URL("beacon", script.src);
    url.searchParams.set("site_key", siteKey);
    if (lostSoFar > 0) url.searchParams.set("lost", lostSoFar);
    return url.href;
  }

  function body(events) {
    return events.map((event) => JSON.stringify(event)).join("\n");
  }

  function schedule(pause) {
    if (timer === undefined && !underway) {
      timer = setTimeout(() => {
        timer = undefined;
        send();
      }, pause);
    }
  }

  async function send() {
    const events = takeSome();
    if (events.length === 0) return;
    underway = true;
    const told = lost;
    lost = 0;
    let pause = LINGER_MS;
    try {
      // No content type of its own: plain text may cross origins without a question before.
      const options = { method: "POST", body: body(events), keepalive: true, credentials: "omit" };
      const answer = await fetch(address(told), options);
      pause = await understand(answer, events, told);
    } catch (unreachable) {
      pause = tryAgain(events, told);
    }
    underway = false;
    if (waiting.length > 0) schedule(pause);
  }

  async function understand(answer, events, told) {
    if (answer.status === 429 || answer.status >= 500) {
      return Math.max(tryAgain(events, told), 1000 * Number(answer.headers.get("Retry-After")));
    }
    failures = 0;
    if (answer.status === 207 || answer.status === 422) {
      correct((await answer.json()).rejected, events, answer.headers.get("Date"));
    } else if (!answer.ok) {
      lost += told + events.length;
      console.warn("daping: the collector refuses this page:", answer.status);
    }
    return LINGER_MS;
  }

  function tryAgain(events, told) {
    lost += told;
    putBack(events);
    return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures++);
  }

  // A visitor's clock may be wrong by years. What was refused for it was not taken, so it may go
  // again, once, by the collector's clock.
  function correct(rejected, events, serverTime) {
    const error = clockError === 0 ? Date.parse(serverTime) - Date.now() : NaN;
    for (const { index, reason, detail } of rejected) {
      const byClock = reason === "future" || reason === "too_old";
      if (byClock && !Number.isNaN(error)) {
        clockError = error;
        waiting.push({ ...events[index], event_time: events[index].event_time + error });
      } else {
        console.warn("daping: refused:", reason, detail);
      }
    }
  }

  // The page goes: no answer can be heard any more.
  function sendAtLast() {
    while (waiting.length > 0) {
      const events = takeSome();
      if (!navigator.sendBeacon(address(lost), body(events))) return putBack(events);
      lost = 0;
    }
  }

  function page(fields) {
    const shown = { path: location.pathname + location.search, referrer: document.referrer };
    tell("access", { ...shown, ...fields });
  }

  const commands = {
    browse: (fields) => tell("browse", { referrer: document.referrer, ...fields }),
    search: (fields) => tell("search", fields),
    page,
    user: (id) => (userId = id),
  };

  function push([name, argument]) {
    if (Object.hasOwn(commands, name)) commands[name](argument);
    else console.warn("daping: there is no", name);
  }

  const earlier = Array.isArray(window.daping) ? window.daping : [];
  window.daping = { push };
  if (script.dataset.page !== "off") page();
  earlier.forEach(push);
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && sendAtLast());
  addEventListener("pagehide", sendAtLast);
})();
