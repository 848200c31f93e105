/** The duplicate check: by address, domain, number and name in any script; who is told what. */
import { findDuplicates } from '@tradepost/core/customers/find-duplicates';
import { scopeOf } from '@tradepost/core/visibility/scope';
import { nameKeys } from '@tradepost/db/queries/duplicates';
import { weighGrams } from '@tradepost/core/customers/name-similarity';
import { insertUser } from '@tradepost/core/users/create';
import type { UserRow } from '@tradepost/db/queries/users';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { sharedHash } from './api-app.ts';
import { unique } from './api-mail.ts';

let test: TestDatabase;
let anna: UserRow;
let bo: UserRow;
let owner: UserRow;
beforeAll(async () => {
  test = await createTestDatabase();
  const person = async (name: string, role: 'owner' | 'salesperson') =>
    insertUser(test.db, { email: `${name}@lindqvist.test`, name, role }, await sharedHash);
  anna = await person('Anna', 'salesperson');
  bo = await person('Bo', 'salesperson');
  owner = await person('Wang', 'owner');
});
afterAll(() => test.drop());

async function makeCustomer(
  ownerId: number,
  { name = unique('Customer '), addresses = [] }: { name?: string; addresses?: string[] } = {},
): Promise<{ id: number; contactId: number }> {
  const { id } = await test.db
    .insertInto('customer')
    .values({ name, owner_id: ownerId })
    .returning('id')
    .executeTakeFirstOrThrow();
  const contact = await test.db
    .insertInto('contact')
    .values({ customer_id: id })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const address of addresses)
    await test.db
      .insertInto('contact_address')
      .values({ address, contact_id: contact.id, customer_id: id })
      .execute();
  return { id, contactId: contact.id };
}

const scopeFor = ({ id, role }: UserRow) =>
  scopeOf({
    id,
    role,
    team: role === 'owner' ? 'all' : [],
    readsAllMail: role === 'owner',
    readsTeamMail: role === 'owner',
  });
const namesLike = (person: UserRow, name: string) =>
  findDuplicates(test.db, scopeFor(person), { names: [name] });

describe('names', () => {
  it.each([
    ['Müller & Söhne GmbH', 'Mueller und Soehne GmbH & Co. KG'],
    ['ACME Hydraulics Co., Ltd.', 'Acme Hydraulics Company Limited'],
    ['Ｌｉｎｄｇｒｅｎ Verktyg AB', 'Lindgren Verktyg'],
    ['深圳市华强电子有限公司', '华强电子股份有限公司'],
    ['Società Ferramenta Rossi S.p.A.', 'SOCIETA FERRAMENTA ROSSI SPA'],
    ['Brightwater Pumps Inc', 'Brightwatr Pumps'],
    ['株式会社山田製作所', '山田製作所'],
    ['ООО Северный Ветер', 'Северный ветер'],
  ])('%s is like %s', async (known, draft) => {
    const { id } = await makeCustomer(anna.id, { name: known });
    const found = await namesLike(anna, draft);
    expect(found).toMatchObject([{ reason: 'name', blocks: false, customer: { id, ownerName: 'Anna' } }]);
    expect(found[0]?.score).toBeGreaterThanOrEqual(0.6);
    await test.db.updateTable('customer').set({ archived_at: new Date() }).where('id', '=', id).execute();
  });

  it('that share only what thousands have in common are not alike', async () => {
    await makeCustomer(anna.id, { name: 'Orchid International Trading Co., Ltd.' });
    expect(await namesLike(anna, 'Falcon International Trading Co., Ltd.')).toEqual([]);
    await makeCustomer(anna.id, { name: '深圳市宏达贸易有限公司' });
    expect(await namesLike(anna, '深圳市瑞丰贸易有限公司')).toEqual([]);
  });

  it('have the same grams in the database and in the program', async () => {
    const names = ['Müller & Söhne GmbH', '深圳市华强电子 3M Co', 'Żółty', '다음 커뮤니케이션', 'x'];
    for (const { key, grams } of await nameKeys(test.db, names))
      expect([...weighGrams(key).keys()].sort()).toEqual([...grams].sort());
  });
});

it('an address blocks and names the owner to those who may know; to others it is a colleague’s', async () => {
  const address = `${unique('buyer')}@${unique('nordic')}.example`;
  const { id } = await makeCustomer(anna.id, {
    name: unique('Nordic Pump '),
    addresses: [address],
  });
  const ask = (person: UserRow) =>
    findDuplicates(test.db, scopeFor(person), { addresses: [address.toUpperCase()] });
  expect(await ask(anna)).toMatchObject([
    { reason: 'address', blocks: true, score: 1, customer: { id, ownerName: 'Anna' } },
  ]);
  expect(await ask(owner)).toMatchObject([{ customer: { id, ownerName: 'Anna' } }]);
  expect(await ask(bo)).toMatchObject([{ reason: 'address', blocks: true, value: address, customer: null }]);
  expect(JSON.stringify(await ask(bo))).not.toContain('Nordic Pump');
});

it('a colleague of the same company warns, a neighbour at a free mailer does not', async () => {
  const domain = `${unique('baltic')}.example`;
  const free = unique('captain');
  await makeCustomer(anna.id, { addresses: [`first@${domain}`, `${free}@gmail.com`] });
  const ask = (addresses: string[]) => findDuplicates(test.db, scopeFor(bo), { addresses });
  expect(await ask([`second@${domain}`])).toMatchObject([
    { reason: 'domain', value: domain, blocks: false, customer: null },
  ]);
  expect(await ask([`${free}.other@gmail.com`])).toEqual([]);
});

it('a number is the same however it is written', async () => {
  const { id, contactId } = await makeCustomer(anna.id);
  await test.db
    .insertInto('contact_channel')
    .values({
      contact_id: contactId,
      customer_id: id,
      kind: 'phone',
      value: '+49 30 8877665',
      normal: '49308877665',
    })
    .execute();
  const ask = (phone: string) => findDuplicates(test.db, scopeFor(anna), { phones: [phone] });
  for (const phone of ['+49 30 8877665', '0049 30 887 76 65', '030/8877665'])
    expect(await ask(phone)).toMatchObject([{ reason: 'phone', blocks: false, customer: { id } }]);
  expect(await ask('+49 40 8877665')).toEqual([]);
});

it('of half an address or an empty draft says nothing', async () => {
  const nothing = { names: [null, ''], addresses: ['anna@'], domains: ['com'], phones: ['12'] };
  expect(await findDuplicates(test.db, scopeFor(anna), nothing)).toEqual([]);
});
