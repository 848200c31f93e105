import { describe, expect, it } from 'vitest';
import { changesOf, type Draft, merge } from './draft.ts';

const saved: Draft = {
  accountId: 1,
  fromAddress: null,
  customerId: 7,
  to: [{ address: 'a@x.example', name: null }],
  cc: [],
  bcc: [],
  subject: 'Offer',
  html: '<div>Dear</div>',
  quotedHtml: '',
  withSignature: true,
};

describe('a draft', () => {
  it('is saved by what differs alone', () => {
    expect(changesOf(saved, saved)).toEqual({});
    expect(changesOf(saved, { ...saved, to: [{ address: 'a@x.example', name: null }] })).toEqual({});
    expect(changesOf(saved, { ...saved, subject: 'Offer 2', bcc: [{ address: 'b@x.example' }] })).toEqual({
      subject: 'Offer 2',
      bcc: [{ address: 'b@x.example' }],
    });
  });

  it('takes over what another window changed elsewhere in it', () => {
    const mine = { ...saved, html: '<div>Dear Mr Weber</div>' };
    expect(merge(saved, mine, { ...saved, subject: 'New offer' })).toEqual({ ...mine, subject: 'New offer' });
  });

  it('asks where both changed the same', () => {
    const mine = { ...saved, html: '<div>Mine</div>' };
    expect(merge(saved, mine, { ...saved, html: '<div>Theirs</div>' })).toBeNull();
    expect(merge(saved, mine, { ...saved, html: '<div>Mine</div>' })).toEqual(mine);
  });
});
