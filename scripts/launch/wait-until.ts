/** Waiting for a condition of the outside world, by asking it again. */
import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** Milliseconds after which it gives up. */
  timeoutMs: number;
  /** Milliseconds between two questions. */
  intervalMs?: number;
  /** Said in the error: what was waited for. */
  what?: string;
}

/**
 * Asks until the answer is neither false, null nor undefined, and returns it.
 * A question that throws counts as "not yet"; its error is the cause of the final one.
 * @throws Error when the time is over.
 */
export async function waitUntil<T>(
  ask: () => T | Promise<T>,
  options: WaitOptions,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + options.timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const answer = await ask();
      cause = undefined;
      if (answer !== false && answer !== null && answer !== undefined)
        return answer as Exclude<T, false | null | undefined>;
    } catch (error) {
      cause = error;
    }
    if (Date.now() >= deadline)
      throw new Error(`Waited ${options.timeoutMs} ms in vain for ${options.what ?? 'a condition'}`, {
        cause,
      });
    await delay(options.intervalMs ?? 25);
  }
}
