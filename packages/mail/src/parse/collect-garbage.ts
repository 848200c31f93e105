/** The octets of a large message, given back before the next one comes: an idle thread collects nothing by itself. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Past this the memory is worth the milliseconds of a collection. Octets. */
const heavyBytes = 8 * 1024 * 1024;

// The flag gives the function to new contexts only: nothing else sees it.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** @param size octets of the message that was worked on. */
export function collectAfter(size: number): void {
  if (size >= heavyBytes) collect();
}
