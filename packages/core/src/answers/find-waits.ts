/**
 * Which mails of a thread wait for an answer, and which answered them. Pure: the mails of one customer in one thread,
 * and mails to the same people outside it, in; runs of waiting mails out.
 *
 * An answer is a mail of ours, by anyone of the company from any account, to the customer: in the thread to whoever
 * asked or to another address of the customer, outside it, where it answers no other mail, only to whoever asked. A
 * mail that is passed on to a third party answers nobody. What a machine wrote never gets here.
 */

export interface ThreadMail {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly inbound: boolean;
  /** In the thread; false: ours, to the same people, and a reply to nothing. */
  readonly inThread: boolean;
  readonly rfcId: string | null;
  readonly inReplyTo: string | null;
  /** Inbound: where an answer goes. Outbound: to whom it was sent. */
  readonly people: readonly string[];
  /** Outbound: an address of the customer's is among them. */
  readonly toCustomer: boolean;
  /** Inbound: the clock runs for it. */
  readonly counts: boolean;
  /** Inbound: when a person said that it needs no mail. */
  readonly settledAt: number | null;
}

/** Mails that waited together: the first one is the oldest. */
export interface Wait {
  readonly mails: readonly ThreadMail[];
  readonly reply: ThreadMail | null;
  readonly settledAt: number | null;
}

/** A mail to more people than these, that answers none, is a mailing. */
const MOST_PEOPLE = 20;

type Event = { readonly at: number; readonly order: number; readonly mail: ThreadMail };
const [ASKED, ANSWERED, SETTLED] = [0, 1, 2];

export function findWaits(mails: readonly ThreadMail[]): Wait[] {
  const waits: Wait[] = [];
  let pending: ThreadMail[] = [];
  const end = (done: readonly ThreadMail[], reply: ThreadMail | null, settledAt: number | null) => {
    if (done.length === 0) return;
    waits.push({ mails: done, reply, settledAt });
    pending = pending.filter((mail) => !done.includes(mail));
  };
  for (const { mail, order, at } of eventsOf(mails)) {
    if (order === ASKED) pending.push(mail);
    else if (order === ANSWERED) end(answeredBy(mail, pending), mail, null);
    else
      end(
        pending.filter((one) => one.settledAt !== null && one.settledAt <= at),
        null,
        at,
      );
  }
  end(pending, null, null);
  return waits;
}

/**
 * In the order of time. Clocks of senders are wrong: a mail that one of ours names as its parent came before it,
 * whatever it says.
 */
function eventsOf(mails: readonly ThreadMail[]): Event[] {
  const firstReply = new Map<string, number>();
  for (const { inbound, inReplyTo, at } of mails)
    if (!inbound && inReplyTo !== null)
      firstReply.set(inReplyTo, Math.min(at, firstReply.get(inReplyTo) ?? at));
  return mails
    .flatMap((mail): Event[] => {
      if (!mail.inbound) return [{ at: mail.at, order: ANSWERED, mail }];
      const named = mail.rfcId === null ? undefined : firstReply.get(mail.rfcId);
      const asked: Event = { at: Math.min(mail.at, named ?? mail.at), order: ASKED, mail };
      return mail.settledAt === null ? [asked] : [asked, { at: mail.settledAt, order: SETTLED, mail }];
    })
    .sort((a, b) => a.at - b.at || a.order - b.order || a.mail.id - b.mail.id);
}

/** @returns those of the waiting mails that this one answers. */
function answeredBy(reply: ThreadMail, pending: readonly ThreadMail[]): readonly ThreadMail[] {
  const asked = pending.filter(({ people }) => people.some((address) => reply.people.includes(address)));
  if (!reply.inThread) return reply.people.length > MOST_PEOPLE ? [] : asked;
  if (asked.length > 0 || reply.toCustomer) return pending;
  // Its recipients were hidden; what it names says whom it answers.
  const names =
    reply.people.length === 0 && pending.some(({ rfcId }) => rfcId !== null && rfcId === reply.inReplyTo);
  return names ? pending : [];
}

/** Whether one of ours to these people came after a moment: what was promised was done. */
export function answersAfter(mails: readonly ThreadMail[], after: number): ThreadMail | null {
  const asked = mails.filter(({ inbound }) => inbound);
  const later = mails.filter(
    (mail) => !mail.inbound && mail.at > after && answeredBy(mail, asked).length > 0,
  );
  return later.sort((a, b) => a.at - b.at)[0] ?? null;
}
