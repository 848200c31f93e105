/** The letters of one customer, over the whole time: deals one after another, in between a sign of life. */
import { workingTime } from './calendar.ts';
import { COLLEAGUES } from './company.ts';
import type { SampleCustomer } from './customers.ts';
import { newDeal } from './deal.ts';
import { Deck, type Random } from './random.ts';
import { planDeal, type Step } from './stages.ts';
import type { Letter, Mailbox, Oddity, Party, Person } from './types.ts';
import { sellerLanguage, writeLetter } from './writer.ts';

const DAY = 86_400_000;
/** Deals by grade: how many, and how likely each is won. */
const COURSE: Readonly<Record<SampleCustomer['grade'], readonly [min: number, max: number, win: number]>> = {
  A: [4, 5, 0.9],
  B: [2, 4, 0.8],
  C: [2, 2, 0.55],
  D: [1, 2, 0.15],
};

/** Salespeople who sort their mail keep some countries in folders of their own. */
const FOLDERS: Readonly<Record<string, Mailbox>> = { DE: '客户/德国', ES: '客户/西班牙', RU: '客户/俄罗斯' };

/** About one letter in twenty of those from outside arrives spoilt; which way depends on who writes. */
function oddityOf(from: Person, letter: Letter, rng: Random): Oddity | null {
  if (letter.kind === 'inquiry' || !rng.chance(0.05)) return null;
  if (letter.files.length > 0 && rng.chance(0.6))
    return rng.pick<Oddity>(from.client === 'outlook' ? ['winmail', 'winmail', 'truncated'] : ['truncated']);
  if (letter.language === 'zh' || letter.language === 'ru')
    return rng.pick<Oddity>(['wrong-charset', 'raw-subject', 'raw-subject', 'no-message-id']);
  return rng.pick<Oddity>(['no-message-id', 'no-date', 'absurd-date', 'wrong-charset']);
}

/** What a salesperson writes about between two deals, by the time of the year. */
function occasion(date: Date, rng: Random): 'holiday' | 'fair' | 'novelty' | 'signOfLife' {
  const month = date.getUTCMonth() + 1;
  if (month === 12 || month === 1) return 'holiday';
  // The Canton Fair is held in April and October.
  if ([3, 4, 9, 10].includes(month) && rng.chance(0.6)) return 'fair';
  return rng.pick(['novelty', 'signOfLife'] as const);
}

export interface Span {
  readonly from: Date;
  readonly now: Date;
  /** Letters planned after now wait for the trickle until here. */
  readonly until: Date;
}

export function customerLetters(
  customer: SampleCustomer,
  span: Span,
  rng: Random,
  serial: () => number,
): Letter[] {
  const letters: Letter[] = [];
  const deck = new Deck(rng.fork('deck'));
  const seller = COLLEAGUES[customer.owner];
  const [min, max, win] = COURSE[customer.grade];
  const wanted = customer.onFile ? rng.int(min, max) : 1;
  const room = span.now.getTime() - span.from.getTime();
  const folder = FOLDERS[customer.country] ?? null;

  const write = (
    step: Step,
    deal: ReturnType<typeof newDeal>,
    buyer: Person,
    after: Date,
    parent: Letter | null,
  ): Letter | null => {
    const byBuyer = step.side === 'buyer';
    const from = byBuyer ? buyer : seller;
    const date = workingTime(rng, after, step.gap, from.zone);
    if (date > span.until) return null;
    const others: Party[] = customer.contacts.filter((person) => person !== buyer && rng.chance(0.18));
    const manager: Party[] =
      seller.id !== 'helen' && (step.stage.startsWith('complaint') ? true : rng.chance(0.12))
        ? [COLLEAGUES.helen]
        : [];
    const letter = writeLetter({
      step,
      deal,
      from,
      to: byBuyer ? [seller] : [buyer],
      cc: [...others, ...manager],
      language: byBuyer ? buyer.language : sellerLanguage(seller, buyer),
      date,
      parent,
      familiar: letters.length > 2,
      rng,
      deck,
    });
    const filedIn =
      byBuyer && folder !== null && rng.chance(0.6)
        ? folder
        : date.getUTCFullYear() === 2025 && span.now.getTime() - date.getTime() > 200 * DAY && rng.chance(0.5)
          ? 'Archive/2025'
          : null;
    const done: Letter = { ...letter, filedIn, oddity: byBuyer ? oddityOf(from, letter, rng) : null };
    letters.push(done);
    return done;
  };

  // One more deal than wanted, in the weeks to come: the trickle brings it.
  for (let n = 0; n <= wanted; n++) {
    // Deals start evenly over the time, the last ones near its end, so that work is open today.
    const start =
      n < wanted
        ? new Date(span.from.getTime() + room * Math.min(0.97, (n + 0.15 + rng.next() * 0.6) / wanted))
        : new Date(span.now.getTime() + rng.next() * 0.4 * (span.until.getTime() - span.now.getTime()));
    const buyer =
      n === 0 || rng.chance(0.65) ? (customer.contacts[0] as Person) : rng.pick(customer.contacts);
    const deal = newDeal(rng, customer, start, serial());
    const steps = planDeal(rng, deal, n === 0, customer.onFile ? rng.chance(win) : false);
    let last: Letter | null = null;
    let at = start;
    for (const step of steps) {
      if (step.stage === 'delay') {
        deal.departure = new Date(deal.departure.getTime() + 8 * DAY);
        deal.arrival = new Date(deal.arrival.getTime() + 8 * DAY);
      }
      if (step.stage === 'shipped') {
        deal.departure = new Date(at.getTime() + 13 * DAY);
        deal.arrival = new Date(deal.departure.getTime() + 27 * DAY);
      }
      const letter = write(step, deal, buyer, at, step.opens === true ? null : last);
      if (letter === null) break;
      last = letter;
      at = letter.date;
    }
    if (customer.onFile && rng.chance(0.45)) {
      const gap = [28 * 24, 36 * 24] as const;
      const stage = occasion(new Date(at.getTime() + 32 * DAY), rng);
      write({ stage, side: 'seller', gap, opens: true }, deal, buyer, at, null);
    }
  }
  return letters;
}
