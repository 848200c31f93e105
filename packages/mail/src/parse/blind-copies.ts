/**
 * Bcc (RFC 5322 3.6.3): the sender's own copy may name whom nobody else is to know of. Here it is read, and taken
 * out for those whose copy it is not.
 */
import { type Mailbox, parseAddressList } from '../address/parse-list.ts';
import { fieldValues, readHeaderBlock } from '../header/block.ts';
import { addressLimit } from './limits.ts';
import { withLineFeeds } from './message.ts';

const LF = 10;
/** RFC 5322 3.6.3 and 3.6.6; 4.5.8 allows blanks before the colon. */
const BLIND_FIELD = /^(?:resent-)?bcc[ \t]*:/i;
const ANY_FIELD = /^[^\s:]+[ \t]*:/;
/** Enough of a line to tell a field's name. */
const NAME_OCTETS = 200;

/** The addresses of Bcc in this copy. Never throws. */
export function listBlindCopies(raw: Buffer): Mailbox[] {
  const bytes = withLineFeeds(raw);
  const found: Mailbox[] = [];
  for (const field of fieldValues(readHeaderBlock(bytes, 0, bytes.length, true), 'bcc'))
    found.push(...parseAddressList(field, addressLimit - found.length));
  return found;
}

/**
 * The message without Bcc and Resent-Bcc; every other octet stays.
 * @returns `raw` itself where it has neither.
 */
export function withoutBlindCopies(raw: Buffer): Buffer {
  const bytes = withLineFeeds(raw);
  const { bodyStart } = readHeaderBlock(bytes, 0, bytes.length, true);
  const kept: Buffer[] = [];
  let keptFrom = 0;
  let blind = false;
  for (let at = 0; at < bodyStart; ) {
    const lf = bytes.indexOf(LF, at);
    const next = lf < 0 || lf >= bodyStart ? bodyStart : lf + 1;
    const line = bytes.toString('latin1', at, Math.min(next, at + NAME_OCTETS));
    // Whatever follows the field and is no field goes with it: a line badly folded is still a part of it.
    const now: boolean = BLIND_FIELD.test(line) || (blind && !ANY_FIELD.test(line) && line.trim() !== '');
    if (now && !blind) kept.push(bytes.subarray(keptFrom, at));
    if (blind && !now) keptFrom = at;
    blind = now;
    at = next;
  }
  if (kept.length === 0) return raw;
  kept.push(bytes.subarray(blind ? bodyStart : keptFrom));
  return Buffer.concat(kept);
}
