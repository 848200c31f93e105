import { ImapFault } from '@tradepost/mail/imap';
import { describe, expect, it } from 'vitest';
import { BlobError } from '../blobs/blob-store.ts';
import { SecretError } from '../secrets.ts';
import { toFault } from './health.ts';

const coded = (code: string, message = 'said so') => Object.assign(new Error(message), { code });

describe('a failure of a sync', () => {
  it.each([
    ['the mail server’s own', new ImapFault('wrong-password', 'no'), 'wrong-password'],
    ['a full disk', new BlobError('storage-full', 'full'), 'storage-full'],
    ['a folder that cannot be written', new BlobError('unwritable', 'EACCES'), 'internal'],
    ['a full disk of Postgres', coded('53100'), 'storage-full'],
    ['a full disk, said by the system', coded('ENOSPC'), 'storage-full'],
    ['a secret that does not open', new SecretError('unknown-key', 'which key'), 'secret-unreadable'],
    ['Postgres is shut down', coded('57P01'), 'database-unavailable'],
    ['Postgres starts up', coded('57P03'), 'database-unavailable'],
    ['a lock that was waited for too long', coded('55P03'), 'database-unavailable'],
    ['a deadlock', coded('40P01'), 'database-unavailable'],
    ['Postgres has no room for one more', coded('53300'), 'database-unavailable'],
    ['nobody listens', coded('ECONNREFUSED'), 'database-unavailable'],
    ['the connection is gone', new Error('Connection terminated unexpectedly'), 'database-unavailable'],
    ['the pool gets none', new Error('timeout exceeded when trying to connect'), 'database-unavailable'],
    ['an answer is too late', new Error('Query read timeout'), 'database-unavailable'],
    ['a value that Postgres refuses', coded('22P05'), 'internal'],
    ['a mistake of ours', new TypeError('undefined is not a function'), 'internal'],
  ])('%s has the right code', (_name, error, code) => {
    expect(toFault(error).code).toBe(code);
  });
});
