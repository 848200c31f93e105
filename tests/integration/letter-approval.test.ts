/** Letters that a leader looks at before they go out (邮件审批). */
import type { ApprovalRules } from '@tradepost/contract';
import { verifyAudit } from '@tradepost/core/audit/verify';
import type { Author } from '@tradepost/core/letter/actor';
import { decideApproval, openApproval, remindApprovers } from '@tradepost/core/letter/approval';
import { setApprovalRules } from '@tradepost/core/letter/approval-rules';
import { updateLetter } from '@tradepost/core/letter/change';
import { undoLetter } from '@tradepost/core/letter/send';
import { loadViewer } from '@tradepost/core/users/load-viewer';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Desk,
  draftTo,
  makeAuthor,
  makeBuyer,
  makeDue,
  makeSender,
  noticesOf,
  openDesk,
  readLetter,
  sendOff,
  work,
} from '../helpers/letters.ts';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { type SmtpSink, startSmtpSink } from '../helpers/smtp-sink.ts';

let database: TestDatabase;
let desk: Desk;
let sink: SmtpSink;
let owner: Author;
let manager: Author;
let author: Author;
let buyer: Awaited<ReturnType<typeof makeBuyer>>;
let departmentId: number;

const OFF: ApprovalRules = {
  enabled: true,
  newEmployeeDays: 0,
  words: [],
  priceSheet: false,
  bankDetails: false,
  attachmentWords: [],
  newDomain: false,
  people: [],
};

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await openDesk(database.db);
  sink = await startSmtpSink();
  owner = await makeAuthor(desk.db, 'owner');
  const department = await desk.db
    .insertInto('department')
    .values({ name: 'Sales' })
    .returning('id')
    .executeTakeFirstOrThrow();
  departmentId = department.id;
  manager = await makeAuthor(desk.db, 'manager', departmentId);
});
beforeEach(async () => {
  author = await makeAuthor(desk.db, 'salesperson', departmentId);
  await makeSender(desk, author.user.id, sink.port);
  buyer = await makeBuyer(desk.db, author.user.id);
  sink.mails.length = 0;
  await rules({ words: ['合同', 'contract'] });
});
afterAll(async () => {
  await desk.close();
  await Promise.all([sink.stop(), database.drop()]);
});

const rules = (some: Partial<ApprovalRules>) => setApprovalRules(desk.db, owner.viewer, { ...OFF, ...some });
const read = (id: number) => readLetter(desk.db, id);
async function waiting(html = '<p>The contract is attached below.</p>'): Promise<number> {
  const id = await draftTo(desk, author, buyer, { html });
  await sendOff(desk.db, author, id, { confirmed: ['missing-attachment'] });
  return id;
}
async function questionOf(id: number) {
  return desk.db
    .selectFrom('letter_approval')
    .selectAll()
    .where('letter_id', '=', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}
/** Whom he leads changes with each new colleague. */
async function asNow({ user }: Author) {
  const row = await desk.db
    .selectFrom('app_user')
    .select(['id', 'role', 'department_id'])
    .where('id', '=', user.id)
    .executeTakeFirstOrThrow();
  return loadViewer(desk.db, row);
}
async function decide(by: Author, id: number, decision: 'approve' | 'return', note: string | null = null) {
  const question = await questionOf(id);
  return decideApproval(desk.db, await asNow(by), question.id, {
    decision,
    contentHash: question.content_sha256.toString('hex'),
    note,
  });
}

describe('a letter that a rule asks about', () => {
  it('is never sent without a decision, however long it waits and whoever works', async () => {
    const id = await waiting();
    expect(await read(id)).toMatchObject({ state: 'waiting-approval', next_step_at: null });
    expect((await questionOf(id)).reasons).toEqual([{ rule: 'word', found: 'contract' }]);
    await sql`update letter set due_at = now() - interval '30 days' where id = ${id}`.execute(desk.db);
    await makeDue(desk.db, id);
    for (let tick = 0; tick < 3; tick++) expect(await work(desk, id)).toBe(false);
    expect(sink.mails).toHaveLength(0);
    expect(await noticesOf(desk.db, manager.user.id)).toContain('letter-approval-asked');
  });

  it('approved, goes out as it was read, word for word', async () => {
    const id = await waiting();
    const read1 = await openApproval(desk.db, await asNow(manager), (await questionOf(id)).id);
    expect(read1).toMatchObject({ same: true, final_text: expect.stringContaining('The contract is') });
    await decide(manager, id, 'approve');
    await makeDue(desk.db, id);
    await work(desk, id);
    expect(await read(id)).toMatchObject({ state: 'sent' });
    expect(sink.mails[0]?.raw.toString()).toContain('The contract is');
    expect(await noticesOf(desk.db, author.user.id)).toEqual(['letter-approved']);
    await expect(decide(owner, id, 'return', 'late')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('approved, and altered after that, does not go out', async () => {
    const id = await waiting();
    await decide(manager, id, 'approve');
    await sql`update letter set final_html = 'Another account' where id = ${id}`.execute(desk.db);
    await makeDue(desk.db, id);
    await work(desk, id);
    expect(await read(id)).toMatchObject({ state: 'failed', error_code: 'content-changed' });
    expect(sink.mails).toHaveLength(0);
  });

  it('returned with words, is a draft of its author’s alone again', async () => {
    const id = await waiting();
    await expect(decide(manager, id, 'return')).rejects.toMatchObject({ code: 'invalid-request' });
    await decide(manager, id, 'return', 'Leave out the penalty.');
    expect(await read(id)).toMatchObject({ state: 'draft', final_html: null });
    expect(await noticesOf(desk.db, author.user.id)).toEqual(['letter-returned']);
    const { version } = await read(id);
    await updateLetter(desk.db, author, id, { version, subject: 'Private thoughts' });
    const seen = await openApproval(desk.db, await asNow(manager), (await questionOf(id)).id);
    expect(seen).toMatchObject({ same: false, subject: 'Offer', note: 'Leave out the penalty.' });
  });

  it('changed by its author, is another question', async () => {
    const id = await waiting();
    const first = await questionOf(id);
    await undoLetter(desk.db, author, id);
    expect((await questionOf(id)).state).toBe('withdrawn');
    const { version } = await read(id);
    await updateLetter(desk.db, author, id, { version, html: '<p>The contract, with a discount.</p>' });
    await sendOff(desk.db, author, id, { confirmed: ['missing-attachment'] });
    const second = await questionOf(id);
    expect(second.content_sha256).not.toEqual(first.content_sha256);
    const stale = { decision: 'approve', contentHash: first.content_sha256.toString('hex') } as const;
    await expect(decideApproval(desk.db, await asNow(manager), first.id, stale)).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(decideApproval(desk.db, await asNow(manager), second.id, stale)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await read(id)).state).toBe('waiting-approval');
  });

  it('is reminded of once, after two hours, to the leader and the owner; either decides', async () => {
    const id = await waiting();
    expect(await remindApprovers(desk.db)).toBe(0);
    await sql`update letter_approval set remind_at = now() - interval '1 minute' where letter_id = ${id}`.execute(
      desk.db,
    );
    await Promise.all([remindApprovers(desk.db), remindApprovers(desk.db)]);
    await remindApprovers(desk.db);
    const { id: approvalId } = await questionOf(id);
    const { rows } = await sql<{ user_id: number }>`
      select user_id from notice where kind = 'letter-approval-reminder' and subject_id = ${approvalId} order by user_id`.execute(
      desk.db,
    );
    expect(rows.map((row) => row.user_id)).toEqual(
      [owner.user.id, manager.user.id].toSorted((a, b) => a - b),
    );
    await decide(owner, id, 'approve');
    expect((await read(id)).state).toBe('queued');
  });

  it('is no business of its author, of a colleague, or of another department’s manager', async () => {
    const id = await waiting();
    const other = await desk.db
      .insertInto('department')
      .values({ name: `Other ${id}` })
      .returning('id')
      .executeTakeFirstOrThrow();
    const stranger = await makeAuthor(desk.db, 'manager', other.id);
    const colleague = await makeAuthor(desk.db, 'salesperson', departmentId);
    await expect(decide(author, id, 'approve')).rejects.toMatchObject({ code: 'forbidden' });
    for (const person of [stranger, colleague])
      await expect(decide(person, id, 'approve')).rejects.toMatchObject({ code: 'not-found' });
    expect((await read(id)).state).toBe('waiting-approval');
  });

  it('two who decide at once decide once', async () => {
    const id = await waiting();
    const outcomes = await Promise.allSettled([
      decide(manager, id, 'approve'),
      decide(owner, id, 'return', 'No.'),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('the rules', () => {
  it('are off until somebody switches them on, and ask nobody about the owner’s mail', async () => {
    await rules({ enabled: false, words: ['contract'] });
    expect((await read(await waiting())).state).toBe('queued');
    await rules({ words: ['contract'] });
    author = owner;
    await makeSender(desk, owner.user.id, sink.port);
    buyer = await makeBuyer(desk.db, owner.user.id);
    expect((await read(await waiting())).state).toBe('queued');
  });

  it.each([
    ['the mail of a new employee', { newEmployeeDays: 30 }, 'new-employee'],
    ['the mail of chosen people', {}, 'chosen-person'],
    ['an account to pay to', { bankDetails: true }, 'bank-details'],
    ['the first mail to a domain', { newDomain: true }, 'new-domain'],
  ] as const)('ask about %s', async (_what, some, rule) => {
    await sql`update app_user set created_at = now() - interval '3 days' where id = ${author.user.id}`.execute(
      desk.db,
    );
    await rules({ ...some, people: rule === 'chosen-person' ? [author.user.id] : [] });
    const id = await waiting('<p>Please pay to IBAN DE89 3704 0044 0532 0130 00.</p>');
    expect((await questionOf(id)).reasons).toMatchObject([{ rule }]);
  });

  it('are kept with who changed them, and every decision is in the audit log', async () => {
    const { rows } = await sql<{ action: string }>`
      select distinct action from audit_log where action like 'letter-approval.%' order by action`.execute(
      desk.db,
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'letter-approval.approved',
      'letter-approval.asked',
      'letter-approval.read',
      'letter-approval.returned',
      'letter-approval.rules-changed',
    ]);
    expect(await verifyAudit(desk.db)).toMatchObject({ brokenAt: null });
  });
});
