/**
 * A made-up export company's correspondence of some eighteen months: seeded, so that the same seed and
 * the same "today" give the same octets, and believable, so that a salesperson knows his own desk again.
 */
import { workingTime } from './calendar.ts';
import { COLLEAGUES } from './company.ts';
import { letterEvent } from './copies.ts';
import { CUSTOMERS, UNFILED } from './customers.ts';
import { createDocumentPool, type DocumentPool } from './documents/pool.ts';
import { bulkLetters } from './noise/bulk.ts';
import { houseLetters } from './noise/house.ts';
import { platformLetters } from './noise/platforms.ts';
import { awayEvent, bounceEvent, receiptEvent } from './noise/robots.ts';
import { simpleLetter } from './noise/strangers.ts';
import { Random } from './random.ts';
import { customerLetters, type Span } from './timeline.ts';
import type { DemoMail, Event, Letter } from './types.ts';

export type { DemoMail, Event, Intent, Mailbox } from './types.ts';

const DAY = 86_400_000;
const MONTHS_18 = 548 * DAY;
/** How far beyond today letters are planned, for the trickle. */
const AHEAD = 75 * DAY;

export interface CorrespondenceOptions {
  readonly seed?: string;
  /** "Today": the newest mail is from just before it. */
  readonly now: Date;
}

export interface Correspondence {
  /** Everything up to now, oldest first. */
  readonly past: readonly Event[];
  /** What would come next, in order; each is to be dated when it is sent. */
  readonly future: readonly Event[];
}

/** A colleague hands a customer's letter on, the original attached whole. */
function forwards(letters: readonly Letter[], rng: Random): Letter[] {
  const { leo, lucia, victor, helen } = COLLEAGUES;
  return letters
    .filter((letter) => letter.kind === 'complaint' || (letter.kind === 'negotiate' && rng.chance(0.08)))
    .map((letter) => {
      const from =
        [leo, lucia, victor].find((person) => letter.to.some((to) => to.address === person.address)) ?? leo;
      return simpleLetter(rng, {
        from,
        to: [helen],
        subject: `转发: ${letter.subject}`,
        paragraphs: ['沈经理,客户原邮件见附件,请看一下怎么答复。', from.nameZh],
        date: workingTime(rng, letter.date, [0.3, 5], 480),
        kind: 'forwarded',
        language: 'zh',
        parent: letter,
        oddity: 'forwarded',
      });
    });
}

function robots(letters: readonly Letter[], rng: Random, pool: DocumentPool): Event[] {
  const events: (Event | null)[] = [];
  for (const letter of letters) {
    if (!letter.from.address.startsWith('leo@') && !/^(lucia|victor|helen)@/.test(letter.from.address))
      continue;
    const roll = rng.next();
    if (roll < 0.035) events.push(awayEvent(letter, rng));
    else if (roll < 0.05) events.push(bounceEvent(letter, rng, pool));
    else if (roll < 0.065) events.push(receiptEvent(letter, rng));
  }
  return events.filter((event) => event !== null);
}

/** Plans the correspondence. Mails are written when an event is asked for them, so memory stays small. */
export async function planCorrespondence(options: CorrespondenceOptions): Promise<Correspondence> {
  const rng = new Random(options.seed ?? 'yongfan');
  const pool = await createDocumentPool();
  // Whole days: two runs within a day plan the same past.
  const { now } = options;
  const span: Span = {
    from: new Date(now.getTime() - MONTHS_18),
    now,
    until: new Date(now.getTime() + AHEAD),
  };
  let count = 40;
  const serial = () => ++count;

  const trade = [...CUSTOMERS, ...UNFILED].flatMap((customer) =>
    customerLetters(customer, span, rng.fork(customer.name), serial),
  );
  const { newsletters, spam } = bulkLetters(span, rng.fork('bulk'));
  const letters = [
    ...trade,
    ...forwards(trade, rng.fork('forwards')),
    ...houseLetters(span, rng.fork('house')),
    ...platformLetters(span, rng.fork('platforms')),
    ...newsletters,
  ];
  const events = [
    ...letters.map((letter) => letterEvent(letter, pool, now)),
    ...spam.map((letter) => letterEvent(letter, pool, now, true)),
    ...robots(trade, rng.fork('robots'), pool),
  ].sort((a, b) => a.date.getTime() - b.date.getTime());
  return {
    past: events.filter((event) => event.date <= now),
    future: events.filter((event) => event.date > now),
  };
}

/** All mails up to now, copy by copy, oldest first. */
export async function* correspondence(options: CorrespondenceOptions): AsyncGenerator<DemoMail> {
  const plan = await planCorrespondence(options);
  for (const event of plan.past) yield* event.mails(event.date);
}
