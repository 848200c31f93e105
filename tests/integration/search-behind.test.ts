/** Mails that go into the index behind their batch (docs/decisions/0047): whatever comes between, each is found, once. */
import type { SearchPage } from '@tradepost/contract';
import { archiveBatch } from '@tradepost/core/ingest/archive-batch';
import { indexLeftWaiting, indexWaiting, type WaitingMails } from '@tradepost/core/search/index-waiting';
import { joinFileTexts } from '@tradepost/core/search/join-file-texts';
import { refreshSearch } from '@tradepost/core/search/refresh-docs';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { startCompany } from '../helpers/company.ts';
import { closeGate } from '../helpers/gate.ts';
import { addAccount, fillInbox } from '../helpers/oracle.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, makeCustomer, richMail, type TestAccount, textMail } from './api-mail.ts';

let test: TestApp;
let owner: Person;
let account: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  owner = await makePerson(test, 'owner');
});
beforeEach(async () => {
  account = await connectAccount(test, owner.user.id);
});
afterAll(() => test.close());

const run = async <Row>(query: RawBuilder<Row>) => (await query.execute(test.deps.db)).rows;
let lastUid = 0;
async function archive(raws: readonly string[], found: 'with' | 'behind' = 'behind') {
  const items = await Promise.all(
    raws.map(async (raw) => ({
      uid: ++lastUid,
      internalDate: null,
      processed: await test.deps.pool.process(Buffer.from(raw)),
    })),
  );
  const batch = { mailboxId: account.mailboxId, uidValidity: 1, items, covered: '{}', found };
  const { waiting } = await archiveBatch(test.deps, batch);
  return waiting[0] as WaitingMails;
}
const plain = (subject: string) => textMail({ from: 'a@b.example', to: account.address, subject });
/** With a file whose text was read when it came with another mail: no trigger tells of it. */
async function archiveWithFile(text: string) {
  const waiting = await archive([richMail({ from: 'a@b.example', to: account.address, subject: 'Papers' })]);
  await run(sql`
    insert into attachment_text (sha256, size, state, text, read_at)
    select sha256, size, 'read', ${text}::text, now() from attachment where message_id = ${idOf(waiting)} and not inline
    on conflict (sha256) do update set text = excluded.text`);
  return waiting;
}
const idOf = ({ docs }: WaitingMails) => docs[0]?.messageId as number;
const index = (waiting: WaitingMails) => indexWaiting(test.deps, waiting);
const indexLeft = () => indexLeftWaiting(test.deps);
const age = () => run(sql`update search_waiting set at = now() - interval '31 seconds'`);

/** Subjects of the account's mails that are found. */
async function found(q: string): Promise<string[]> {
  const typed = encodeURIComponent(`${q} account:${account.address}`);
  const reply = await owner.call('GET', `/api/v1/search?q=${typed}`);
  const { items } = reply.json<SearchPage>();
  return items.map(({ title }) => title.text).sort();
}
const count = async (table: 'search_waiting' | 'search_lead' | 'search_doc') =>
  (await run(sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`))[0]?.n ?? -1;
/** @returns a customer to whom it is filed. */
async function file(messageId: number): Promise<number> {
  const { id } = await makeCustomer(test, owner.user.id);
  const reply = await owner.call('POST', `/api/v1/messages/${messageId}/filings`, { customerId: id });
  expect(reply.statusCode).toBe(200);
  return id;
}

it('is in the archive first and found when its batch is taken to the index, once', async () => {
  const waiting = await archive([plain('Loquat one'), plain('Loquat two')]);
  expect((await owner.call('GET', `/api/v1/messages/${idOf(waiting)}`)).statusCode).toBe(200);
  expect([await found('loquat'), await count('search_waiting')]).toEqual([[], 1]);
  await Promise.all([index(waiting), index(waiting)]);
  expect([await found('loquat'), await count('search_waiting')]).toEqual([['Loquat one', 'Loquat two'], 0]);
  expect(await count('search_doc')).toBe(2);
});

it('is indexed from the archive where its process ended, with the text of its files, and not while that may live', async () => {
  const waiting = await archiveWithFile('tamarind');
  expect([await indexLeft(), await found('papers')]).toEqual([0, []]);
  await age();
  expect(await indexLeft()).toBe(1);
  // Its process lived after all.
  await index(waiting);
  for (const q of ['papers', 'tamarind', 'body:sirs', 'in:inbox'])
    expect([q, await found(q)]).toEqual([q, ['Papers']]);
  expect([await indexLeft(), await count('search_waiting')]).toEqual([0, 0]);
});

it('that cannot be indexed holds up none of those that were left behind it', async () => {
  const [bad] = [await archive([plain('Durian bad')]), await archive([plain('Durian good')])];
  await age();
  await run(sql`alter table search_doc add constraint no check (message_id <> ${sql.lit(idOf(bad))})`);
  expect([await indexLeft(), await found('durian')]).toEqual([1, ['Durian good']]);
  await run(sql`alter table search_doc drop constraint no`);
  expect([await indexLeft(), await found('durian')]).toEqual([1, ['Durian bad', 'Durian good']]);
});

it('keeps the text of its files that joined it before', async () => {
  const waiting = await archiveWithFile('rambutan');
  await run(sql`insert into search_text_lead (message_id) values (${idOf(waiting)})`);
  await joinFileTexts(test.deps.db);
  await index(waiting);
  expect([await found('rambutan'), await count('search_waiting')]).toEqual([['Papers'], 0]);
});

it('is found by the customer to whom it is filed while it waits, though that was looked at before', async () => {
  const waiting = await archive([plain('Early')]);
  const customer = await file(idOf(waiting));
  expect([await refreshSearch(test.deps.db), await count('search_lead')]).toEqual([1, 0]);
  await index(waiting);
  expect(await found(`customer:#${customer}`)).toEqual(['Early']);
});

it('is found by what it is filtered by since it was read for the index', async () => {
  const raw = plain('Between');
  const waiting = await archive([raw]);
  const gate = await closeGate(test.database, 'search_doc', await count('search_doc'));
  const indexing = index(waiting);
  await gate.reached();
  const customer = await file(idOf(waiting));
  const first = account;
  account = await connectAccount(test, owner.user.id);
  await archive([raw], 'with');
  const refreshing = refreshSearch(test.deps.db);
  // It waits for the index, or is at its end: then it has lost them.
  const isWaiting = sql`select from pg_locks where locktype = 'advisory' and objid = 7266041 and not granted`;
  await Promise.race([refreshing, waitFor(async () => (await run(isWaiting)).length > 0)]);
  await gate.passUntil(Infinity);
  await Promise.all([indexing, refreshing]);
  for (const one of [first, account]) {
    account = one;
    expect(await found(`customer:#${customer}`)).toEqual(['Between']);
  }
});

it('whose words are refused is found by what it is filtered by, and the others by their words', async () => {
  const { id, docs } = await archive([plain('Salak one'), plain('Salak two'), plain('Salak three')]);
  // One term, of octets that are no UTF-8.
  const vector = Uint8Array.from([0, 0, 0, 1, 1, 1, 1, 0x77, 0xff, 0xfe, 0, 0, 0]);
  const told = vi.spyOn(test.deps.log, 'warn');
  const refused = docs.map((doc, i) => (i === 1 ? { ...doc, words: { ...doc.words, vector } } : doc));
  await index({ id, docs: refused });
  expect(await found('salak')).toEqual(['Salak one', 'Salak three']);
  expect(await found('in:inbox')).toEqual(['Salak one', 'Salak three', 'Salak two']);
  const refusal = { messageId: docs[1]?.messageId, code: '22021' };
  expect(told).toHaveBeenCalledExactlyOnceWith(refusal, expect.anything());
});

it('that is deleted while it waits fails nobody', async () => {
  const some = await archive([plain('Pomelo gone'), plain('Pomelo here')]);
  const all = await archive([plain('Pomelo away')]);
  const gone = [idOf(some), idOf(all)];
  await run(sql`delete from mailbox_message where message_id = any(${gone})`);
  await run(sql`delete from message where id = any(${gone})`);
  await index(all);
  await index(some);
  expect([await found('pomelo'), await count('search_waiting')]).toEqual([['Pomelo here'], 0]);
});

it('is found, of a mailbox of several batches, in the moment in which that is covered whole', async () => {
  const company = await startCompany();
  onTestFinished(() => company.stop());
  const { db, dovecot } = company;
  const user = await dovecot.createUser();
  const mails = await fillInbox(company, user, 900, { octets: 20 });
  await addAccount(company, { ...user, port: dovecot.port }, { watched: false });
  // The index is slow; what it has is noted at the end of each batch's transaction.
  await sql`
    create table seen (id serial, whole boolean, mails int, docs int, waiting int);
    create function see() returns trigger language plpgsql as $$ begin
      insert into seen (whole, mails, docs, waiting) select new.covered @> int8multirange(int8range(1, new.uid_next)),
        (select count(*) from message), (select count(*) from search_doc), (select count(*) from search_waiting);
      return null; end $$;
    create trigger see after update of covered on mailbox for each row when (new.path = 'INBOX') execute function see();
    create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.5); return null; end $$;
    create trigger slow after delete on search_waiting for each statement execute function slow()`.execute(
    db,
  );
  await company.startServices();
  await company.synced();
  const { rows } = await sql<{ whole: boolean; mails: number; docs: number }>`
    select whole, mails, docs, waiting from seen order by id`.execute(db);
  expect(rows.some(({ mails: archived, docs }) => docs < archived)).toBe(true);
  expect(rows.find(({ whole }) => whole)).toEqual({ whole: true, mails, docs: mails, waiting: 0 });
});
