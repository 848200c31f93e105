/** What is asked of the customer list, by whom, and the other questions that must be quick at any size. */
import { type CustomerFilter, FILLABLE_FIELDS, type ListOrder } from '@tradepost/contract';
import { listPage, type ListCursor } from '@tradepost/core/customer-list/list-page';
import { readFilter } from '@tradepost/core/customer-list/read-filter';
import { findDuplicates } from '@tradepost/core/customers/find-duplicates';
import type { Viewer } from '@tradepost/core/users/viewer';
import { loadViewer } from '@tradepost/core/users/load-viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import { SALESPEOPLE, DEPARTMENTS } from './customers-sql.ts';
import { any, type Draw, drawQuestion } from './customers-drawn.ts';
import { readCustomerPage } from './customers-page.ts';

export interface BenchCase {
  readonly group: string;
  readonly name: string;
  /** One question, drawn anew each time. @param draw 0 ≤ draw(n) < n. */
  readonly ask: (draw: Draw) => Promise<unknown>;
}

type Question = CustomerFilter & {
  order?: ListOrder;
  descending?: boolean | undefined;
  keyFirst?: boolean | undefined;
  /** Pages after the first. */
  deep?: number;
};

const PAGE = 50;
const COUNTRIES = ['US', 'DE', 'GB', 'FR', 'IT', 'BR', 'JP', 'VN', 'DK', 'NO'];
const ORDERS: ListOrder[] = [
  'name',
  'last-mail',
  'last-contact',
  'next-contact',
  'created',
  'completeness',
  'verified',
];

async function viewers(db: Kysely<DB>) {
  const people = await db
    .selectFrom('app_user')
    .select(['id', 'role', 'department_id'])
    .where('email', 'like', '%@bench.example')
    .orderBy('id')
    .execute();
  const of = (role: string) => people.filter((person) => person.role === role);
  return {
    owner: of('owner'),
    manager: of('manager').slice(0, DEPARTMENTS),
    sales: of('salesperson').slice(0, SALESPEOPLE),
  };
}

export async function customerCases(db: Kysely<DB>, customers: number): Promise<BenchCase[]> {
  const people = await viewers(db);
  const viewerOf = async (kind: keyof typeof people, draw: Draw): Promise<Viewer> => {
    const person = people[kind][draw(people[kind].length)];
    if (person === undefined) throw new Error(`nobody is ${kind}`);
    return loadViewer(db, person);
  };
  const list = (kind: keyof typeof people, question: (draw: Draw) => Question) => async (draw: Draw) => {
    const viewer = await viewerOf(kind, draw);
    const { order = 'name', descending, keyFirst, deep = 0, ...filter } = question(draw);
    let after: ListCursor | null = null;
    for (let page = 0; page <= deep; page++) {
      const { next } = await listPage(db, scopeOf(viewer), {
        filter: await readFilter(db, viewer, filter),
        order,
        descending,
        keyFirst,
        after,
        limit: PAGE,
      });
      after = next;
      if (after === null) break;
    }
  };
  const word = async (draw: Draw) => {
    const row = await db
      .selectFrom('customer')
      .select(['name', 'local_name'])
      .where('id', '=', 1 + draw(customers))
      .executeTakeFirstOrThrow();
    return row;
  };
  const drawn = (many: (draw: Draw) => number, withWords: boolean) => async (draw: Draw) => {
    const kind = any(draw, ['owner', 'owner', 'manager', 'sales'] as const);
    const row = withWords ? await word(draw) : null;
    const ids = people.sales.map(({ id }) => id);
    const { filter, ...rest } = drawQuestion(draw, ids, many(draw), row);
    await list(kind, () => ({ ...filter, ...rest }))(draw);
  };
  const filters: [string, (draw: Draw) => Question][] = [
    ['country', (draw) => ({ country: any(draw, COUNTRIES) })],
    [
      'country, grade and stage',
      (draw) => ({ country: any(draw, COUNTRIES), grade: 'A,B', stage: 'negotiation' }),
    ],
    ['tag', (draw) => ({ tag: `tag${draw(300)}` })],
    ['product of interest', (draw) => ({ product: `product ${draw(500)}` })],
    ['product, country, grade', (draw) => ({ product: `product ${draw(500)}`, country: 'US', grade: 'A' })],
    ['source and business type', () => ({ source: 'Canton Fair', businessType: 'Agent' })],
    ['batch', (draw) => ({ batch: String(1 + draw(100)) })],
    ['region', (draw) => ({ region: `region ${draw(200)}` })],
    ['key accounts', () => ({ keyAccount: true })],
    ['relationship', () => ({ relationshipType: 'partner' })],
    ['no contact for 365 days', () => ({ noContactDays: 365, order: 'last-contact' })],
    [
      'no contact for 180 days, country, grade',
      (draw) => ({ noContactDays: 180, country: any(draw, COUNTRIES), grade: 'A' }),
    ],
    ['never contacted', () => ({ neverContacted: true })],
    ['not verified for 180 days', () => ({ notVerifiedDays: 180, order: 'verified' })],
    ['completeness below 20', () => ({ completenessBelow: 20 })],
    ['created in one month', () => ({ createdFrom: '2025-03-01', createdTo: '2025-03-31' })],
    ['one owner', (draw) => ({ owner: String(people.sales[draw(people.sales.length)]?.id) })],
    ['nobody’s', () => ({ whose: 'nobody' })],
    ['other supplier', (draw) => ({ supplier: `supplier ${draw(400)}` })],
    ['own field', (draw) => ({ custom: `port:port ${draw(60)}` })],
    ['words of the evaluation', (draw) => ({ evaluation: any(draw, ['rust', 'price too high', '包装']) })],
    ['words of the note', (draw) => ({ note: any(draw, ['discount', `booth ${draw(900)}`, 'morning']) })],
    ['words of the address, country', (draw) => ({ address: 'industrial', country: any(draw, COUNTRIES) })],
    ['no phone number', () => ({ empty: 'phone' })],
    ['no evaluation', () => ({ empty: 'evaluation' })],
    ['an evaluation, no supplier, grade A', () => ({ filled: 'evaluation', empty: 'suppliers', grade: 'A' })],
    ['any one field empty', (draw) => ({ empty: any(draw, FILLABLE_FIELDS) })],
    ['an own field empty', () => ({ empty: 'own.inspected' })],
  ];
  const texts: [string, (row: { name: string; local_name: string | null }) => string][] = [
    ['a rare word', ({ name }) => name.split(' ')[1] ?? name],
    ['a common word', () => 'trading'],
    ['part of a word', ({ name }) => name.slice(1, 5)],
    ['two Chinese characters', ({ local_name }) => local_name?.slice(0, 2) ?? '华强'],
    ['a name whole', ({ name }) => name],
  ];
  const draft = async (draw: Draw) => {
    const row = await word(draw);
    const viewer = await viewerOf('sales', draw);
    return findDuplicates(db, scopeOf(viewer), {
      names: [row.name.replace(/[aeiou]/, ''), row.local_name],
      addresses: [`buyer@c${1 + draw(customers)}.example`],
      phones: [`+86 13${String(draw(1e9)).padStart(9, '0')}`],
    });
  };
  const bySearch = (kind: keyof typeof people, group: string): BenchCase[] =>
    texts.map(([name, pick]) => ({
      group,
      name: `search: ${name}`,
      ask: async (draw) => {
        const row = await word(draw);
        await list(kind, () => ({ search: pick(row), order: 'last-mail' }))(draw);
      },
    }));
  return [
    {
      group: 'reference',
      name: 'one row by its primary key',
      ask: (draw) =>
        db
          .selectFrom('customer')
          .selectAll()
          .where('id', '=', 1 + draw(customers))
          .executeTakeFirst(),
    },
    ...ORDERS.map((order) => ({
      group: 'owner: all',
      name: `by ${order}`,
      ask: list('owner', () => ({ order })),
    })),
    {
      group: 'owner: all',
      name: 'key accounts first, by name',
      ask: list('owner', () => ({ keyFirst: true })),
    },
    ...filters.flatMap(([name, question]) => [
      { group: 'owner: filter', name, ask: list('owner', question) },
      {
        group: 'owner: filter',
        name: `${name}, by last mail`,
        ask: list('owner', (draw) => ({ ...question(draw), order: 'last-mail' as const })),
      },
    ]),
    ...bySearch('owner', 'owner: search'),
    ...ORDERS.map((order) => ({
      group: 'salesperson',
      name: `by ${order}`,
      ask: list('sales', () => ({ order })),
    })),
    {
      group: 'salesperson',
      name: 'country, by last mail',
      ask: list('sales', (draw) => ({ country: any(draw, COUNTRIES), order: 'last-mail' })),
    },
    ...bySearch('sales', 'salesperson'),
    ...ORDERS.map((order) => ({
      group: 'department manager',
      name: `by ${order}`,
      ask: list('manager', () => ({ order })),
    })),
    {
      group: 'department manager',
      name: 'country, grade A, by last contact',
      ask: list('manager', (draw) => ({ country: any(draw, COUNTRIES), grade: 'A', order: 'last-contact' })),
    },
    ...bySearch('manager', 'department manager'),
    { group: 'at random', name: 'one or two filters', ask: drawn((draw) => 1 + draw(2), false) },
    { group: 'at random', name: 'three to five filters', ask: drawn((draw) => 3 + draw(3), false) },
    { group: 'at random', name: 'words', ask: drawn(() => 0, true) },
    { group: 'at random', name: 'words and one or two filters', ask: drawn((draw) => 1 + draw(2), true) },
    { group: 'duplicate check', name: 'two names, an address, a number', ask: draft },
    {
      group: 'customer page',
      name: 'record, contacts, first 50 of the timeline',
      ask: async (draw) => {
        const viewer = await viewerOf('owner', draw);
        return readCustomerPage(db, viewer, 1 + draw(customers));
      },
    },
  ];
}
