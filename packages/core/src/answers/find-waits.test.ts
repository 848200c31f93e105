import { describe, expect, it } from 'vitest';
import { findWaits, type ThreadMail } from './find-waits.ts';

const HOUR = 3_600_000;
type Given = Partial<ThreadMail> & { readonly id: number; readonly at: number };
const ANNA = 'anna@mueller.example';
const BOB = 'bob@mueller.example';
const FORWARDER = 'desk@forwarder.example';

/** A mail that came, hours after the beginning. */
const asks = ({ id, at, ...rest }: Given): ThreadMail => ({
  id,
  at: at * HOUR,
  inbound: true,
  inThread: true,
  rfcId: `in-${id}`,
  inReplyTo: null,
  people: [ANNA],
  toCustomer: false,
  counts: true,
  settledAt: null,
  ...rest,
});
/** A mail that we sent. */
const sends = ({ id, at, ...rest }: Given): ThreadMail => ({
  ...asks({ id, at }),
  inbound: false,
  rfcId: `out-${id}`,
  counts: false,
  toCustomer: rest.people === undefined || rest.people.some((address) => address.endsWith('mueller.example')),
  ...rest,
});
/** Ours, outside of the thread, and in answer to nothing. */
const writes = (given: Given): ThreadMail => sends({ inThread: false, ...given });

/** Runs as "oldest+others→reply", a hanging arrow where none came, "!" where a person settled it. */
const runs = (mails: readonly ThreadMail[]) =>
  findWaits(mails).map(
    ({ mails: waiting, reply, settledAt }) =>
      `${waiting.map(({ id }) => id).join('+')}→${reply?.id ?? (settledAt === null ? '' : '!')}`,
  );

describe('an answer', () => {
  it.each<[string, ThreadMail[], string[]]>([
    ['is a reply to who asked', [asks({ id: 1, at: 0 }), sends({ id: 2, at: 1 })], ['1→2']],
    [
      'is one for all that waited',
      [asks({ id: 1, at: 0 }), asks({ id: 2, at: 1 }), sends({ id: 3, at: 2 })],
      ['1+2→3'],
    ],
    ['is a colleague’s from his own account', [asks({ id: 1, at: 0 }), sends({ id: 2, at: 1 })], ['1→2']],
    [
      'is one to his colleague at the customer',
      [asks({ id: 1, at: 0 }), sends({ id: 2, at: 1, people: [BOB] })],
      ['1→2'],
    ],
    [
      'is one with him in copy',
      [asks({ id: 1, at: 0 }), sends({ id: 2, at: 1, people: [FORWARDER, ANNA] })],
      ['1→2'],
    ],
    [
      'is one to the address that the mail says to answer to',
      [
        asks({ id: 1, at: 0, people: ['a@x.example', 'relay@platform.example'] }),
        sends({ id: 2, at: 1, people: ['relay@platform.example'], toCustomer: false }),
      ],
      ['1→2'],
    ],
    [
      'is one whose recipients are hidden, by what it names',
      [asks({ id: 1, at: 0 }), sends({ id: 2, at: 1, people: [], toCustomer: false, inReplyTo: 'in-1' })],
      ['1→2'],
    ],
    ['is a fresh mail to who asked', [asks({ id: 1, at: 0 }), writes({ id: 2, at: 1 })], ['1→2']],
    [
      'is the first of several',
      [asks({ id: 1, at: 0 }), writes({ id: 2, at: 1 }), sends({ id: 3, at: 2 })],
      ['1→2'],
    ],
    [
      'is one that names it, though the sender’s clock is ahead of ours',
      [asks({ id: 1, at: 5 }), sends({ id: 2, at: 1, inReplyTo: 'in-1' })],
      ['1→2'],
    ],
    [
      'is found whichever of the two was archived first',
      [sends({ id: 1, at: 1 }), asks({ id: 2, at: 0 })],
      ['2→1'],
    ],
    [
      'ends one run, and a later mail begins another',
      [asks({ id: 1, at: 0 }), sends({ id: 2, at: 1 }), asks({ id: 3, at: 2 })],
      ['1→2', '3→'],
    ],
    [
      'that is fresh answers whom it goes to, and who asked too waits on',
      [asks({ id: 1, at: 0 }), asks({ id: 2, at: 1, people: [BOB] }), writes({ id: 3, at: 2 })],
      ['1→3', '2→'],
    ],
  ])('%s', (_, mails, expected) => {
    expect(runs(mails)).toEqual(expected);
  });
});

describe('no answer', () => {
  it.each<[string, ThreadMail[], string[]]>([
    ['is what we sent before', [sends({ id: 1, at: 0 }), asks({ id: 2, at: 1 })], ['2→']],
    [
      'is the mail passed on to a third party',
      [asks({ id: 1, at: 0 }), sends({ id: 2, at: 1, people: [FORWARDER] })],
      ['1→'],
    ],
    [
      'is a fresh mail to a colleague at the customer',
      [asks({ id: 1, at: 0 }), writes({ id: 2, at: 1, people: [BOB] })],
      ['1→'],
    ],
    ['is a fresh mail from before', [writes({ id: 1, at: 0 }), asks({ id: 2, at: 1 })], ['2→']],
    [
      'is a mailing, though who asked is in it',
      [
        asks({ id: 1, at: 0 }),
        writes({ id: 2, at: 1, people: [ANNA, ...Array.from({ length: 20 }, (__, i) => `p${i}@x.example`)] }),
      ],
      ['1→'],
    ],
    [
      'is a mail with hidden recipients that names another',
      [asks({ id: 1, at: 0 }), sends({ id: 2, at: 1, people: [], toCustomer: false, inReplyTo: 'in-9' })],
      ['1→'],
    ],
  ])('%s', (_, mails, expected) => {
    expect(runs(mails)).toEqual(expected);
  });
});

describe('what a person has settled', () => {
  it('waits no more, and what comes later waits', () => {
    expect(
      runs([
        asks({ id: 1, at: 0, settledAt: 2 * HOUR }),
        asks({ id: 2, at: 1, settledAt: 2 * HOUR }),
        asks({ id: 3, at: 4 }),
      ]),
    ).toEqual(['1+2→!', '3→']);
  });

  it('was answered, where the reply was on its way before', () => {
    expect(runs([asks({ id: 1, at: 0, settledAt: 2 * HOUR }), sends({ id: 2, at: 1 })])).toEqual(['1→2']);
  });

  it('is not answered by a mail of weeks later', () => {
    expect(runs([asks({ id: 1, at: 0, settledAt: 2 * HOUR }), sends({ id: 2, at: 400 })])).toEqual(['1→!']);
  });
});
