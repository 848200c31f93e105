/** The record at the command line: `customer show`, `set`, `list-fields`, and `calendar import`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callCli } from '../helpers/cli.ts';
import { makePerson, startTestApp, type TestApp } from './api-app.ts';
import { makeCustomer } from './api-mail.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const cli = (...args: string[]) =>
  callCli(
    {
      DATABASE_URL: test.database.url,
      REDIS_URL: test.redisServer.url,
      TRADEPOST_DATA: test.dataDir,
      TRADEPOST_KEY: 'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=',
    },
    args,
  );

it('customer set changes fields by the same rules as the form, and customer show tells them', async () => {
  const { id } = await makeCustomer(test, (await makePerson(test, 'salesperson')).user.id);
  await test.deps.db
    .insertInto('custom_field')
    .values({ key: 'port', kind: 'text', label_en: 'Port', label_zh: '港口' })
    .execute();
  const fields = ['country=德国', 'grade=A', 'tags=fair; VIP', 'businessType=进口商', 'custom.port=Hamburg'];
  const done = await cli('customer', 'set', String(id), ...fields, '--reason', 'List of the fair', '--json');
  expect(done).toMatchObject({ code: 0, stderr: '' });
  const shown = await cli('customer', 'show', String(id), '--json');
  expect(JSON.parse(shown.text())).toMatchObject({
    id,
    country: 'DE',
    timeZone: 'Europe/Berlin',
    grade: 'A',
    tags: ['fair', 'VIP'],
    businessType: 'importer',
    custom: { port: 'Hamburg' },
    nextContactOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
  });
  const history = await test.deps.db
    .selectFrom('customer_change')
    .select(['field', 'new_value', 'reason'])
    .where('customer_id', '=', id)
    .execute();
  expect(history).toEqual([{ field: 'grade', new_value: 'A', reason: 'List of the fair' }]);
  expect((await cli('customer', 'list-fields')).text()).toMatch(/custom\.port +text/);
  expect(await cli('customer', 'set', String(id), 'wings=2')).toMatchObject({ code: 2 });
  expect(await cli('customer', 'set', String(id), 'scale=huge')).toMatchObject({ code: 1 });
});

it('calendar import takes a file whole, or says its lines at fault', async () => {
  const file = join(test.dataDir, 'days.csv');
  await writeFile(file, 'country,day,name_en,name_zh,kind\nTH,2027-07-28,King,国王诞辰,holiday\n');
  expect((await cli('calendar', 'import', file)).text()).toContain('1 days added, 0 replaced.');
  await writeFile(file, 'country,day,name_en\nTH,soon,x\n');
  const refused = await cli('calendar', 'import', file);
  expect([refused.code, refused.text()]).toEqual([1, expect.stringContaining('line 2: "soon" is not right')]);
});
