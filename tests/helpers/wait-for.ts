/** Polling on a condition; no test sleeps a fixed time, and none fails because a machine is slow. */
import { type WaitOptions, waitUntil } from '../../scripts/launch/wait-until.ts';

/**
 * Returns the first answer that is neither false, null nor undefined; a condition that throws counts
 * as "not yet".
 * @throws Error after `timeoutMs` (90 s: later than on any busy machine), with the last error of the
 * condition as its cause.
 */
export function waitFor<T>(
  condition: () => T | Promise<T>,
  options: Partial<WaitOptions> = {},
): Promise<Exclude<T, false | null | undefined>> {
  return waitUntil(condition, { timeoutMs: 90_000, ...options });
}
