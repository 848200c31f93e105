/** Which accounts hold a copy of a letter, and in which mailbox. */
import { COLLEAGUES, type Colleague } from './company.ts';
import type { DocumentPool } from './documents/pool.ts';
import { Random } from './random.ts';
import { render, traceLines } from './render.ts';
import type { DemoMail, Event, Letter, Mailbox } from './types.ts';

const byAddress = new Map<string, Colleague>(
  Object.values(COLLEAGUES).flatMap((person) =>
    [person.address, ...person.aliases].map((address) => [address, person] as const),
  ),
);

/** The colleague behind an address or alias of ours. */
export const colleagueAt = (address: string): Colleague | undefined => byAddress.get(address.toLowerCase());

const DAY = 86_400_000;

/** @param now decides what has been read: all that is older than some days, most of the rest. */
export function letterEvent(letter: Letter, pool: DocumentPool, now: Date, junk = false): Event {
  return {
    date: letter.date,
    mails(date) {
      letter.date = date;
      const { raw, intent } = render(letter, pool);
      const rng = new Random(`copies/${letter.id}`);
      const age = now.getTime() - date.getTime();
      const copies: DemoMail[] = [];
      const sender = colleagueAt(letter.from.address);
      if (sender !== undefined)
        copies.push({
          account: sender.address,
          mailbox: 'Sent',
          raw,
          internalDate: date,
          seen: true,
          intent,
        });
      const readers = new Set([...letter.to, ...letter.cc].map((party) => colleagueAt(party.address)));
      for (const reader of readers) {
        if (reader === undefined || reader === sender) continue;
        const mailbox: Mailbox = junk ? 'Junk' : (letter.filedIn ?? 'INBOX');
        copies.push({
          account: reader.address,
          mailbox,
          raw: Buffer.concat([traceLines(letter.from, reader.address, date, rng.fork(reader.id)), raw]),
          internalDate: new Date(date.getTime() + rng.int(3, 60) * 1000),
          seen: age > 4 * DAY || (age > 0 && rng.chance(0.6)),
          intent,
        });
      }
      return copies;
    },
  };
}
