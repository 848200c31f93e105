/** The disk is full, the keys are wrong: a person sees it, nothing is lost, and it goes on when the cause is gone. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Company, startCompany } from '../helpers/company.ts';
import type { MailUser } from '../helpers/dovecot.ts';
import { mail } from '../helpers/mails.ts';
import { addAccount, expectWhole, healthOf, look, placesOf, tryNow } from '../helpers/oracle.ts';
import { startProcess } from '../helpers/process.ts';
import { mountSmallDisk, type SmallDisk } from '../helpers/small-disk.ts';
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
let user: MailUser;
let disk: SmallDisk | null = null;
beforeEach(async () => {
  company = await startCompany();
  user = await company.dovecot.createUser();
});
afterEach(async () => {
  await company.stopServices();
  await disk?.remove();
  disk = null;
  await company.stop();
});

/** Nothing less than a disk of its own is full: a folder's quota is no part of every system. */
const ROOT_ONLY = 'a small disk can be mounted by root alone; CI is root, a developer seldom';

const connect = () => addAccount(company, { ...user, port: company.dovecot.port });
/** Octets that no compression makes fewer. */
const noise = (octets: number) => randomBytes(octets).toString('base64').replace(/.{76}/g, '$&\r\n');
const deliver = (octets: number, subject: string) =>
  company.dovecot.deliver(
    user,
    mail({ from: 'a@acme.example', to: user.address, subject, body: noise(octets) }),
  );
const faultOf = (accountId: number, code: string) =>
  waitFor(async () => (await healthOf(company, accountId)).error_code === code);

describe('a full disk', () => {
  it('of the archive: a named fault, nothing lost, no space wasted by trying, and on by itself', async (test) => {
    disk = await mountSmallDisk(join(company.config.dataDir, 'blobs'), 8);
    if (disk === null) return test.skip(ROOT_ONLY);
    for (let index = 0; index < 30; index++) await deliver(400_000, `Drawing ${index}`);
    const accountId = await connect();
    await company.startServices();
    await faultOf(accountId, 'storage-full');
    expect((await healthOf(company, accountId)).error_detail).toMatch(/disk .* full.*Free some space/);
    const archived = await placesOf(company, accountId);
    for (let attempt = 0; attempt < 5; attempt++) {
      await look(company, accountId);
      await faultOf(accountId, 'storage-full');
    }
    // What did not become durable is no row, and takes no space from what could.
    expect(await placesOf(company, accountId)).toBeGreaterThanOrEqual(archived);
    await disk.resize(64);
    await waitFor(
      async () => {
        await tryNow(company, accountId);
        return (await healthOf(company, accountId)).error_code === null;
      },
      { intervalMs: 500 },
    );
    await company.synced();
    expect(await expectWhole(company, accountId, user)).toBe(30);
    const { rows } = await sql<{ octets: number }>`select sum(stored_size + 64) as octets from blob`.execute(
      company.db,
    );
    const folder = join(company.config.dataDir, 'blobs', 'packs');
    const sizes = await Promise.all(
      (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(Number(rows[0]?.octets) * 1.05);
  });

  it('where large mails pass through: the small ones are archived all the same', async (test) => {
    disk = await mountSmallDisk(join(company.config.dataDir, 'spool'), 4);
    if (disk === null) return test.skip(ROOT_ONLY);
    await deliver(1_000, 'Before');
    await deliver(9_000_000, 'Large');
    await deliver(1_000, 'After');
    const accountId = await connect();
    await company.startServices();
    await faultOf(accountId, 'storage-full');
    await waitFor(
      async () => {
        await tryNow(company, accountId);
        return (await placesOf(company, accountId)) === 2;
      },
      { intervalMs: 500 },
    );
    await disk.resize(32);
    await waitFor(
      async () => {
        await tryNow(company, accountId);
        return (
          (await healthOf(company, accountId)).error_code === null &&
          (await placesOf(company, accountId)) === 3
        );
      },
      { intervalMs: 500 },
    );
    expect(await expectWhole(company, accountId, user)).toBe(3);
    expect(
      (await readdir(join(company.config.dataDir, 'spool'))).filter((name) => name.endsWith('.eml')),
    ).toEqual([]);
  });
});

describe('the key file', () => {
  const keyFile = () => company.config.keyFile;
  const foreign = () => {
    const id = `k20260101-${randomBytes(3).toString('hex')}`;
    return JSON.stringify({ current: id, keys: { [id]: randomBytes(32).toString('base64') } });
  };

  it('of another installation: a fault that says what to do, gone when the right file is back', async () => {
    await deliver(1_000, 'Hello');
    const accountId = await connect();
    await rename(keyFile(), `${keyFile()}.right`);
    await writeFile(keyFile(), foreign(), { mode: 0o600 });
    await company.startServices();
    await faultOf(accountId, 'secret-unreadable');
    expect((await healthOf(company, accountId)).error_detail).toMatch(
      /Restore the key file, or enter the password again/,
    );
    await rename(`${keyFile()}.right`, keyFile());
    await look(company, accountId);
    expect(await healthOf(company, accountId)).toMatchObject({ error_code: null });
    expect(await expectWhole(company, accountId, user)).toBe(1);
  });

  it('with the right name and wrong octets: the same, and healed without a restart', async () => {
    await deliver(1_000, 'Hello');
    const accountId = await connect();
    const right = await readFile(keyFile(), 'utf8');
    const { current } = JSON.parse(right) as { current: string };
    await writeFile(
      keyFile(),
      JSON.stringify({ current, keys: { [current]: randomBytes(32).toString('base64') } }),
    );
    await company.startServices();
    await faultOf(accountId, 'secret-unreadable');
    await writeFile(keyFile(), right);
    await look(company, accountId);
    expect(await healthOf(company, accountId)).toMatchObject({ error_code: null });
  });

  it('damaged, at the start of a process: one sentence and a code that is not zero; the file stays as it is', async () => {
    await connect();
    await writeFile(keyFile(), '{"current": "k1", "keys": {');
    const ingest = startProcess('apps/ingest/src/main.ts', company.env);
    expect(await ingest.ended).not.toBe(0);
    expect(ingest.output().trim().split('\n')).toEqual([
      expect.stringMatching(/^The key file .* is damaged\. Restore it from a backup/),
    ]);
    expect(await readFile(keyFile(), 'utf8')).toBe('{"current": "k1", "keys": {');
  });
});
