import { ACCOUNT_ERROR_CODES } from '@tradepost/contract';
import { IMAP_FAULT_CODES } from '@tradepost/mail/imap';
import { expect, it } from 'vitest';

it('the mail package and the contract name the same faults: neither may import the other', () => {
  expect([...IMAP_FAULT_CODES]).toEqual([...ACCOUNT_ERROR_CODES]);
});
