import { extended, type Snapshot } from "./snapshot";

/** Who hears of the wall's numbers. */
export interface Listener {
  numbers(snapshot: Snapshot): void;
  connected(isConnected: boolean): void;
}

const SILENCE_MS = 6_000;
const RETRY_MS = 1_500;

/**
 * Follows the stream of the wall for ever. The server sends something every second, so silence
 * means a broken line, even where no error is seen.
 */
export function follow(address: string, listener: Listener): void {
  let held: Snapshot | undefined;
  let lastHeard = performance.now();

  const accept = (snapshot: Snapshot): void => {
    held = snapshot;
    lastHeard = performance.now();
    listener.connected(true);
    listener.numbers(snapshot);
  };

  const open = (): void => {
    lastHeard = performance.now();
    const source = new EventSource(address);
    const lose = (): void => {
      source.close();
      clearInterval(watch);
      listener.connected(false);
      setTimeout(open, RETRY_MS);
    };
    const watch = setInterval(() => {
      if (performance.now() - lastHeard > SILENCE_MS) lose();
    }, 1_000);
    source.addEventListener("snapshot", (event) => accept(parsed(event)));
    source.addEventListener("update", (event) => {
      if (held) accept(extended(held, parsed(event)));
    });
    source.addEventListener("error", lose);
  };

  open();
}

function parsed(event: MessageEvent<string>): Snapshot {
  return JSON.parse(event.data) as Snapshot;
}
