/** I9, clause by clause of core's visibility/scope.ts: what each person sees of mail and customers, and what not. */
import { loadViewer } from '@tradepost/core/users/load-viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail, unique } from './api-mail.ts';

let test: TestApp;
let owner: Person;
let admin: Person;
beforeAll(async () => {
  test = await startTestApp();
  owner = await makePerson(test, 'owner');
  admin = await makePerson(test, 'admin');
});
afterAll(() => test.close());
beforeEach(async () => {
  await setPrivacy({ adminReadsMail: true, managerReadsUnfiled: false });
});

const setPrivacy = (body: object) => owner.call('PATCH', '/api/v1/privacy', body);

async function department(name: string, parentId: number | null = null): Promise<number> {
  const row = await test.deps.db
    .insertInto('department')
    .values({ name: unique(name), parent_id: parentId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

const putInto = (person: Person, departmentId: number) =>
  test.deps.db
    .updateTable('app_user')
    .set({ department_id: departmentId })
    .where('id', '=', person.user.id)
    .execute();

interface Desk {
  readonly person: Person;
  readonly account: TestAccount;
  readonly customer: { id: number };
  readonly filed: number;
  readonly unfiled: number;
  readonly stranger: string;
}

/** A person with an account, a customer with a mail on the timeline, and a mail that belongs to no customer. */
async function makeDesk(role: Parameters<typeof makePerson>[1] = 'salesperson'): Promise<Desk> {
  const person = await makePerson(test, role);
  const account = await connectAccount(test, person.user.id);
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const customer = await makeCustomer(test, person.user.id, { addresses: [buyer] });
  const filed = await deliver(test, account, textMail({ from: buyer, to: account.address }));
  const stranger = `${unique('stranger')}@${unique('bolt')}.example`;
  const unfiled = await deliver(test, account, textMail({ from: stranger, to: account.address }));
  return { person, account, customer, filed, unfiled, stranger };
}

const status = async (person: Person, url: string) => (await person.call('GET', url)).statusCode;
const mail = (person: Person, id: number) => status(person, `/api/v1/messages/${id}`);
const customerOf = (person: Person, desk: Desk) => status(person, `/api/v1/customers/${desk.customer.id}`);
const changes = async (person: Person, desk: Desk) =>
  (await person.call('PATCH', `/api/v1/customers/${desk.customer.id}`, { note: 'x' })).statusCode;
async function timeline(person: Person, desk: Desk): Promise<number[]> {
  const reply = await person.call('GET', `/api/v1/customers/${desk.customer.id}/timeline`);
  return reply.json<{ items: { messageId?: number }[] }>().items.flatMap(({ messageId }) => messageId ?? []);
}
async function unfiledSenders(person: Person): Promise<string[]> {
  const reply = await person.call('GET', '/api/v1/unfiled?limit=200');
  return reply.json<{ items: { address: string }[] }>().items.map(({ address }) => address);
}
const collaborate = (person: Person, desk: Desk, canEdit: boolean) =>
  test.deps.db
    .insertInto('customer_collaborator')
    .values({ user_id: person.user.id, customer_id: desk.customer.id, can_edit: canEdit })
    .execute();

describe('a salesperson', () => {
  it('S3-08 gets nothing of a colleague’s, whose manager sees the department and the owner all', async () => {
    const a = await makeDesk();
    const b = await makeDesk();
    const manager = await makePerson(test, 'manager');
    const [north, south] = [await department('north'), await department('south')];
    await putInto(b.person, north);
    await putInto(manager, north);
    const elsewhere = await makePerson(test, 'manager');
    await putInto(elsewhere, south);

    expect(await customerOf(a.person, b)).toBe(404);
    expect(await changes(a.person, b)).toBe(404);
    expect(await mail(a.person, b.filed)).toBe(404);
    expect(await status(a.person, `/api/v1/customers/${b.customer.id}/timeline`)).toBe(404);

    expect(await customerOf(manager, b)).toBe(200);
    expect(await mail(manager, b.filed)).toBe(200);
    expect(await timeline(manager, b)).toEqual([b.filed]);
    expect(await changes(manager, b)).toBe(200);
    // A is in no department of his.
    expect(await customerOf(manager, a)).toBe(404);
    expect(await mail(manager, a.filed)).toBe(404);
    expect(await customerOf(elsewhere, b)).toBe(404);

    for (const desk of [a, b]) {
      expect(await customerOf(owner, desk)).toBe(200);
      expect(await mail(owner, desk.unfiled)).toBe(200);
    }
  });

  it('who works on a customer beside its owner sees it and its mail, and changes it only where he may edit', async () => {
    const desk = await makeDesk();
    const helper = await makePerson(test, 'merchandiser');
    await collaborate(helper, desk, false);
    expect(await customerOf(helper, desk)).toBe(200);
    expect(await timeline(helper, desk)).toEqual([desk.filed]);
    expect(await mail(helper, desk.filed)).toBe(200);
    expect(await mail(helper, desk.unfiled)).toBe(404);
    expect(await changes(helper, desk)).toBe(403);
    const editor = await makePerson(test, 'salesperson');
    await collaborate(editor, desk, true);
    expect(await changes(editor, desk)).toBe(200);
    // Off the timeline is out of his sight.
    await test.deps.db
      .updateTable('filing')
      .set({ undone_at: new Date() })
      .where('message_id', '=', desk.filed)
      .execute();
    expect(await mail(helper, desk.filed)).toBe(404);
    const reader = await makePerson(test, 'reader');
    await collaborate(reader, desk, true);
    expect(await customerOf(reader, desk)).toBe(200);
    expect(await changes(reader, desk)).toBe(403);
    // Not by the route alone: the rule itself has nothing for him.
    const { rows } = await sql`
      select 1 from customer c where c.id = ${desk.customer.id}
        and ${scopeOf(await loadViewer(test.deps.db, reader.user)).changes('c')}`.execute(test.deps.db);
    expect(rows).toEqual([]);
  });

  it('reads all mail of a customer since the first, on the day he is given it', async () => {
    const desk = await makeDesk();
    const heir = await makePerson(test, 'salesperson');
    expect(await timeline(owner, desk)).toEqual([desk.filed]);
    await owner.call('PATCH', `/api/v1/customers/${desk.customer.id}`, { ownerId: heir.user.id });
    expect(await timeline(heir, desk)).toEqual([desk.filed]);
    // The former owner has it in his own account still.
    expect(await mail(desk.person, desk.filed)).toBe(200);
    expect(await customerOf(desk.person, desk)).toBe(404);
  });
});

describe('a manager', () => {
  it('sees his department and those below it, not those above or beside', async () => {
    const top = await department('top');
    const middle = await department('middle', top);
    const below = await department('below', middle);
    const beside = await department('beside');
    const desks = {
      top: await makeDesk(),
      middle: await makeDesk(),
      below: await makeDesk(),
      beside: await makeDesk(),
    };
    await putInto(desks.top.person, top);
    await putInto(desks.middle.person, middle);
    await putInto(desks.below.person, below);
    await putInto(desks.beside.person, beside);
    const manager = await makePerson(test, 'manager');
    await putInto(manager, middle);
    const seen = await Promise.all(Object.values(desks).map((desk) => customerOf(manager, desk)));
    expect(seen).toEqual([404, 200, 200, 404]);
    await test.deps.db
      .insertInto('department_head')
      .values({ department_id: beside, user_id: manager.user.id })
      .execute();
    expect(await customerOf(manager, desks.beside)).toBe(200);
    const chief = await makePerson(test, 'manager');
    for (const desk of Object.values(desks)) expect(await customerOf(chief, desk)).toBe(200);
  });

  it('reads unfiled mail of his people only where the company says so, and never an owner’s', async () => {
    const desk = await makeDesk();
    const boss = await makeDesk('owner');
    const manager = await makePerson(test, 'manager');
    expect(await mail(manager, desk.unfiled)).toBe(404);
    expect(await unfiledSenders(manager)).not.toContain(desk.stranger);
    await setPrivacy({ managerReadsUnfiled: true });
    expect(await mail(manager, desk.unfiled)).toBe(200);
    const senders = await unfiledSenders(manager);
    expect(senders).toContain(desk.stranger);
    expect(senders).not.toContain(boss.stranger);
    expect(await mail(manager, boss.unfiled)).toBe(404);
    const elsewhere = await makePerson(test, 'manager');
    await putInto(elsewhere, await department('elsewhere'));
    expect(await mail(elsewhere, desk.unfiled)).toBe(404);
  });

  it('is not shown the subjects of quarantined mail that he may not read', async () => {
    const desk = await makeDesk();
    const manager = await makePerson(test, 'manager');
    await test.deps.db
      .updateTable('message')
      .set({ quarantine_reason: 'parser-timeout', parse_tier: 'headers' })
      .where('id', 'in', [desk.filed, desk.unfiled])
      .execute();
    const reply = await manager.call('GET', `/api/v1/mail-accounts/${desk.account.id}/quarantine`);
    expect(reply.json<{ items: { id: number }[] }>().items.map(({ id }) => id)).toEqual([desk.filed]);
  });
});

describe('an administrator', () => {
  it('reads all mail, or none but his own where the owner says so; what he cannot decide himself', async () => {
    const desk = await makeDesk();
    const own = await connectAccount(test, admin.user.id);
    const mine = await deliver(test, own, textMail({ from: 'x@bolt.example', to: own.address }));
    expect(await mail(admin, desk.unfiled)).toBe(200);
    expect(await timeline(admin, desk)).toEqual([desk.filed]);
    const refused = await admin.call('PATCH', '/api/v1/privacy', { adminReadsMail: false });
    expect(refused.statusCode).toBe(403);
    await setPrivacy({ adminReadsMail: false });
    expect(await mail(admin, desk.filed)).toBe(404);
    expect(await mail(admin, desk.unfiled)).toBe(404);
    expect(await mail(admin, mine)).toBe(200);
    expect(await customerOf(admin, desk)).toBe(200);
    expect(await timeline(admin, desk)).toEqual([]);
    expect(await unfiledSenders(admin)).not.toContain(desk.stranger);
    expect((await admin.call('PATCH', '/api/v1/privacy', { adminReadsMail: true })).statusCode).toBe(403);
    expect((await admin.call('PATCH', '/api/v1/privacy', { archiveInternal: true })).statusCode).toBe(200);
  });

  it('does not make himself the owner of an account whose mail is closed to him', async () => {
    const desk = await makeDesk();
    await setPrivacy({ adminReadsMail: false });
    const url = `/api/v1/mail-accounts/${desk.account.id}`;
    const taken = await admin.call('PATCH', url, { ownerId: admin.user.id });
    expect(taken.statusCode).toBe(403);
    expect(await mail(admin, desk.unfiled)).toBe(404);
    expect((await owner.call('PATCH', url, { ownerId: admin.user.id })).statusCode).toBe(200);
  });
});

describe('a reader', () => {
  it('reads the unified mailbox and no other, and each reading is on record', async () => {
    const desk = await makeDesk();
    const shared = await connectAccount(test, null);
    const sent = await deliver(test, shared, textMail({ from: desk.account.address, to: shared.address }));
    const reader = await makePerson(test, 'reader');
    expect(await mail(reader, sent)).toBe(404);
    await test.deps.db
      .updateTable('mail_account')
      .set({ unified: true })
      .where('id', '=', shared.id)
      .execute();
    expect(await mail(reader, sent)).toBe(200);
    expect(await mail(await makePerson(test, 'manager'), sent)).toBe(200);
    expect(await mail(reader, desk.unfiled)).toBe(404);
    expect(await mail(desk.person, sent)).toBe(404);
    const { items } = (
      await owner.call('GET', `/api/v1/audit-log?action=message.read&actorId=${reader.user.id}`)
    ).json<{ items: { subjectId: string }[] }>();
    expect(items.map(({ subjectId }) => subjectId)).toEqual([String(sent)]);
  });
});

describe('a mail account', () => {
  it('of nobody is the administrators’; of a person his, his managers’ and theirs', async () => {
    const shared = await connectAccount(test, null);
    const desk = await makeDesk();
    const manager = await makePerson(test, 'manager');
    const north = await department('north');
    await putInto(manager, north);
    await putInto(desk.person, north);
    const sees = (person: Person, account: TestAccount) =>
      status(person, `/api/v1/mail-accounts/${account.id}`);
    expect(await sees(admin, shared)).toBe(200);
    expect(await sees(manager, shared)).toBe(404);
    expect(await sees(desk.person, shared)).toBe(404);
    expect(await sees(manager, desk.account)).toBe(200);
    expect(await sees(await makePerson(test, 'salesperson'), desk.account)).toBe(404);
  });
});

describe('a person who has left', () => {
  it('S0-11 leaves all archived mail readable to the manager, also what was deleted on the server', async () => {
    const desk = await makeDesk();
    const manager = await makePerson(test, 'manager');
    const { db } = test.deps;
    // As the reconciliation marks what is gone from the server.
    await db
      .updateTable('mailbox_message')
      .set({ vanished_at: new Date() })
      .where('mailbox_id', '=', desk.account.mailboxId)
      .execute();
    expect(
      (await owner.call('PATCH', `/api/v1/users/${desk.person.user.id}`, { disabled: true })).statusCode,
    ).toBe(200);
    expect((await owner.call('DELETE', `/api/v1/mail-accounts/${desk.account.id}`)).statusCode).toBe(200);
    expect(await mail(desk.person, desk.filed)).toBe(401);
    expect(await timeline(manager, desk)).toEqual([desk.filed]);
    const raw = await manager.call('GET', `/api/v1/messages/${desk.filed}/raw`);
    expect(raw.statusCode).toBe(200);
    expect(raw.body).toContain('Dear sirs');
    expect(await mail(owner, desk.unfiled)).toBe(200);
  });
});
