import { ACCOUNT_ERROR_CODES } from '@tradepost/contract';
import { IMAP_FAULT_CODES } from '@tradepost/mail/imap';
import { expect, it } from 'vitest';

it('the mail package and the contract name the same faults: neither may import the other', () => {
  // What an account's list is too long for is no fault of a session.
  const ofSessions = ACCOUNT_ERROR_CODES.filter((code) => code !== 'mailboxes-not-kept');
  expect([...IMAP_FAULT_CODES]).toEqual(ofSessions);
});
