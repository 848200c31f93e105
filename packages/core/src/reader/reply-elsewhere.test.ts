import { describe, expect, it } from 'vitest';
import { replyElsewhere } from './reply-elsewhere.ts';

describe('where an answer goes', () => {
  it.each([
    ['is not said without Reply-To', 'ann@acme.com', [], null],
    ['is not said of the sender himself', 'ann@acme.com', ['Ann@acme.com'], null],
    ['is not said of a colleague', 'ann@acme.com', ['sales@acme.com'], null],
    ['is not said of a domain below or above', 'ann@acme.com', ['ann@mail.acme.com'], null],
    ['is said of another company', 'ann@acme.com', ['ann@acrne.com'], 'ann@acrne.com'],
    ['is said of one among several', 'ann@acme.com', ['ann@acme.com', 'ann@gmail.com'], 'ann@gmail.com'],
    ['is said of a domain that only ends alike', 'ann@acme.com', ['ann@notacme.com'], 'ann@notacme.com'],
    [
      'is said of another mailbox of the same freemail provider',
      'ann@163.com',
      ['ann1@163.com'],
      'ann1@163.com',
    ],
    ['is not said of the same mailbox there', 'ann@gmail.com', ['ann@gmail.com'], null],
    ['is not said of what a platform makes up', 'event@alibaba.com', ['b1x2@message.alibaba.com'], null],
    [
      'is said where a platform’s name hides somebody else',
      'event@alibaba.com',
      ['b@gmail.com'],
      'b@gmail.com',
    ],
  ])('%s', (_, from, addresses, expected) => {
    const replyTo = addresses.map((address) => ({ address }));
    const mail = { direction: 'inbound' as const, automatic: null, from: { address: from }, replyTo };
    expect(replyElsewhere(mail)).toBe(expected);
    expect(replyElsewhere({ ...mail, direction: 'outbound' })).toBeNull();
    expect(replyElsewhere({ ...mail, automatic: 'list' })).toBeNull();
  });
});
