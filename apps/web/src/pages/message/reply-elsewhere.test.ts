import { describe, expect, it } from 'vitest';
import { replyElsewhere } from './reply-elsewhere.ts';

const party = (address: string) => ({ address, name: null });

describe('where an answer goes', () => {
  it.each([
    ['is not said without Reply-To', [], null],
    ['is not said of the sender himself', ['ann@acme.com'], null],
    ['is not said of a colleague', ['sales@acme.com'], null],
    ['is not said of a domain below or above', ['ann@mail.acme.com'], null],
    ['is said of another company', ['ann@acrne.com'], 'ann@acrne.com'],
    ['is said of one among several', ['ann@acme.com', 'ann@gmail.com'], 'ann@gmail.com'],
    ['is said of a domain that only ends alike', ['ann@notacme.com'], 'ann@notacme.com'],
  ])('%s', (_, replyTo, expected) => {
    const mail = { direction: 'inbound' as const, automatic: null, from: party('ann@acme.com') };
    expect(replyElsewhere({ ...mail, replyTo: replyTo.map(party) })).toBe(expected);
    expect(replyElsewhere({ ...mail, direction: 'outbound', replyTo: replyTo.map(party) })).toBeNull();
  });
});
