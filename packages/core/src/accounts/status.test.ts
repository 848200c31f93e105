import type { AccountRow } from '@tradepost/db/queries/accounts';
import { expect, it } from 'vitest';
import { accountStatus } from './status.ts';

const NOW = Date.UTC(2026, 10, 30);
const row = (facts: Partial<AccountRow>) =>
  ({
    state: 'active',
    error_code: null,
    mailboxes: 3,
    complete: 3,
    faulty: 0,
    last_success_at: new Date(NOW - 60_000),
    not_kept_since: null,
    ...facts,
  }) as AccountRow;

it.each<[string, Partial<AccountRow>, string]>([
  ['wholly covered and looked at lately', {}, 'synced'],
  [
    'wholly covered, and not looked at for an hour',
    { last_success_at: new Date(NOW - 3_600_000) },
    'waiting',
  ],
  ['covered in part', { complete: 2 }, 'syncing'],
  ['covered in part, a mailbox at fault and another under way', { complete: 1, faulty: 1 }, 'syncing'],
  ['covered but for the mailbox at fault', { complete: 2, faulty: 1 }, 'error'],
  ['wholly covered, where the server counts more than it lists', { faulty: 1 }, 'error'],
  [
    'wholly covered, where the server has mailboxes that are not kept',
    { not_kept_since: new Date(NOW) },
    'error',
  ],
  ['without a mailbox', { mailboxes: 0, complete: 0 }, 'waiting'],
  ['at fault and paused', { error_code: 'wrong-password', state: 'paused' }, 'paused'],
])('an account %s', (_name, facts, status) => {
  expect(accountStatus(row(facts), NOW)).toBe(status);
});
