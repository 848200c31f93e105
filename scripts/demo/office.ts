/**
 * What the sample company has beside mail: departments, a fair's cards, calls and visits, customers in the public
 * pool. Made once, at the first start; a later start finds it there.
 */
import { addActivity } from '@tradepost/core/activity/add';
import type { CustomerDeps } from '@tradepost/core/customers/deps';
import { createCustomer } from '@tradepost/core/customers/create';
import { createDepartment } from '@tradepost/core/departments/change';
import { createBatch } from '@tradepost/core/intake/batches';
import { releaseCustomers } from '@tradepost/core/pool/release';
import { loadViewer } from '@tradepost/core/users/load-viewer';
import { MACHINE } from '@tradepost/core/users/viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import { findUserByEmail } from '@tradepost/db/queries/users';
import { COLLEAGUES, type Colleague } from './correspondence/company.ts';
import { CARDS, CONTACTS_MADE, PLANS, RELEASED } from './office-table.ts';

const MACHINE_ACTOR = { viewer: null, scope: scopeOf(MACHINE) };
const DAY_MS = 86_400_000;

export async function settleOffice(deps: CustomerDeps, now: Date): Promise<void> {
  const people = await loadPeople(deps);
  await settleDepartments(deps, people);
  await enterCards(deps, people, now);
  await recordContacts(deps, people, now);
  await releaseSome(deps, people);
}

type People = Readonly<Record<Colleague['id'], Awaited<ReturnType<typeof loadActor>>>>;

async function loadPeople(deps: CustomerDeps): Promise<People> {
  const entries = await Promise.all(
    Object.values(COLLEAGUES).map(async ({ id, address }) => [id, await loadActor(deps, address)] as const),
  );
  return Object.fromEntries(entries) as People;
}

async function loadActor({ db }: CustomerDeps, address: string) {
  const user = await findUserByEmail(db, address);
  if (user === undefined) throw new Error(`${address} of the sample company has no user`);
  const viewer = await loadViewer(db, user);
  return { viewer, scope: scopeOf(viewer) };
}

/** The manager stands at the top; the salespeople in two departments below. */
async function settleDepartments({ db }: CustomerDeps, people: People): Promise<void> {
  const west = await createDepartment(db, null, { name: '欧美部', parentId: null });
  const east = await createDepartment(db, null, { name: '新兴市场部', parentId: null });
  for (const [id, department] of [
    ['leo', west],
    ['lucia', west],
    ['victor', east],
  ] as const)
    await db
      .updateTable('app_user')
      .set({ department_id: department.id })
      .where('id', '=', people[id].viewer.id)
      .execute();
}

/** The cards of the last fair: entered, most not written to yet. */
async function enterCards(deps: CustomerDeps, people: People, now: Date): Promise<void> {
  const heldOn = new Date(now.getTime() - 30 * DAY_MS).toISOString().slice(0, 10);
  const batchId = await createBatch(deps.db, people.helen.viewer.id, {
    name: `广交会 ${heldOn.slice(0, 4)} 秋 Canton Fair`,
    kind: 'trade-fair',
    heldOn,
    place: '广州琶洲',
  });
  for (const { owner, ...card } of CARDS)
    await createCustomer(deps, MACHINE_ACTOR, {
      ...card,
      ownerId: people[owner].viewer.id,
      source: '广交会 Canton Fair',
      batchId,
    });
}

/** Calls, visits and chats that were, and some that are to come. */
async function recordContacts(deps: CustomerDeps, people: People, now: Date): Promise<void> {
  for (const { customer, daysAgo, by, ...activity } of CONTACTS_MADE)
    await addActivity(deps, people[by], await customerId(deps, customer), {
      ...activity,
      state: 'done',
      doneAt: new Date(now.getTime() - daysAgo * DAY_MS).toISOString(),
    });
  for (const { customer, inDays, by, ...activity } of PLANS)
    await addActivity(deps, people[by], await customerId(deps, customer), {
      ...activity,
      state: 'planned',
      plannedAt: new Date(now.getTime() + inDays * DAY_MS).toISOString(),
    });
}

async function releaseSome(deps: CustomerDeps, people: People): Promise<void> {
  for (const { name, country, owner, reason } of RELEASED) {
    const id = await createCustomer(deps, MACHINE_ACTOR, {
      name,
      country,
      grade: 'D',
      ownerId: people[owner].viewer.id,
    });
    await releaseCustomers(deps, people[owner], [id], { reason, note: null });
  }
}

async function customerId({ db }: CustomerDeps, name: string): Promise<number> {
  const row = await db.selectFrom('customer').select('id').where('name', '=', name).executeTakeFirst();
  if (row === undefined) throw new Error(`the sample company has no customer ${name}`);
  return row.id;
}
