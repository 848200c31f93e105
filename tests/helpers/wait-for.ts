/** Polling on a condition; no test sleeps a fixed time. */
import { type WaitOptions, waitUntil } from '../../scripts/launch/wait-until.ts';

/**
 * Returns the first answer that is neither false, null nor undefined; a condition that throws counts
 * as "not yet".
 * @throws Error after `timeoutMs` (10 s), with the last error of the condition as its cause.
 */
export function waitFor<T>(
  condition: () => T | Promise<T>,
  options: Partial<WaitOptions> = {},
): Promise<Exclude<T, false | null | undefined>> {
  return waitUntil(condition, { timeoutMs: 10_000, ...options });
}
