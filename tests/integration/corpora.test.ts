import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMailFiles } from '@tradepost/core/import/mail-files';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, openAccount, startCompany } from '../helpers/company.ts';
import { mail } from '../helpers/mails.ts';

const CORPORA = fileURLToPath(new URL('../../../shared/corpora', import.meta.url));
const FOLDERS = ['spamassassin', 'stalwart', 'ruby-mail', 'cpython', 'mailparser', 'imaptest', 'talon'];
const present = existsSync(CORPORA);
if (!present) console.warn(`The corpora of real mail are absent (${CORPORA}): these tests are skipped.`);

/** Files of a corpus that are mail; the rest are licences, expected results and pictures. */
function mailFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size > 0)
    .filter(
      (path) =>
        ['.eml', '.mbox'].includes(extname(path)) ||
        (extname(path) === '.txt' && /spamassassin\/(easy|hard|spam)|cpython\//.test(path)),
    )
    .sort();
}

/** One without a header is no mail for who imports files; a server may have it all the same. */
async function* mailsOf(path: string) {
  let without = false;
  yield* readMailFiles(path, (_file, reason) => {
    expect(reason).toContain('has no header');
    without = true;
  });
  if (without) yield { raw: await readFile(path) };
}

describe.skipIf(!present)('real mail over a real server', () => {
  let company: Company;
  beforeAll(async () => {
    company = await startCompany();
    await company.startServices();
  });
  afterAll(() => company.stop());

  it.each(FOLDERS)('%s: every message is archived byte-exact, none is lost', async (folder) => {
    const { user, accountId } = await company.connect();
    await company.dovecot.deliver(user, mail({ from: 'seed@seed.example', to: user.address }));
    const maildir = join(company.dovecot.mailDir, user.user, 'cur');
    await mkdir(maildir, { recursive: true });
    let count = 1;
    for (const path of mailFiles(join(CORPORA, folder)))
      for await (const { raw } of mailsOf(path)) {
        if (raw.length === 0) continue;
        await writeFile(join(maildir, `17${String(count).padStart(8, '0')}.M${count}P1.corpus:2,S`), raw);
        count += 1;
      }
    expect(count).toBeGreaterThan(10);
    await company.synced();

    const server = new Map<number, string>();
    const connection = await openAccount(company, accountId);
    await connection.examine('INBOX');
    await connection.fetchSources([{ first: 1, last: 4_294_967_295 }], {
      onMessage: async ({ uid, source }) =>
        void server.set(uid, createHash('sha256').update(source).digest('hex')),
    });
    await connection.close();
    expect(server.size).toBe(count);
    const { rows } = await sql<{ uid: number; sha256: string; tier: string; reason: string | null }>`
        select p.uid, encode(bl.sha256, 'hex') as sha256, m.parse_tier as tier, m.quarantine_reason as reason
        from mailbox_message p join mailbox b on b.id = p.mailbox_id join blob bl on bl.id = p.blob_id
        join message m on m.id = p.message_id
        where b.account_id = ${accountId} and b.path = 'INBOX' order by p.uid`.execute(company.db);
    expect(new Map(rows.map((row) => [row.uid, row.sha256]))).toEqual(server);
    // What could not be read whole says why, and is rare.
    expect(rows.filter((row) => (row.tier === 'full') !== (row.reason === null))).toEqual([]);
    expect(rows.filter((row) => row.tier !== 'full').length).toBeLessThanOrEqual(Math.ceil(count * 0.02));
    const proof = await company.verify(accountId);
    expect(proof.complete).toBe(true);
  });
});
