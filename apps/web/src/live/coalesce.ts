import { report } from '../report.ts';

/**
 * Gathers what comes in bursts (a backfill commits many batches a second) and hands it on in rounds: the
 * first at once, the next when the round before is done and the pause is over. Nothing is dropped, and a
 * slow round is never cut short by the events that it caused.
 */
export function coalesce<T>(
  run: (items: T[]) => Promise<unknown>,
  pause: number,
): (items: readonly T[]) => void {
  let waiting = new Map<string, T>();
  let busy = false;

  async function drain(): Promise<void> {
    busy = true;
    while (waiting.size > 0) {
      const round = [...waiting.values()];
      waiting = new Map();
      await run(round).catch(report);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    busy = false;
  }

  return (items) => {
    for (const item of items) waiting.set(JSON.stringify(item), item);
    if (!busy) void drain();
  };
}
