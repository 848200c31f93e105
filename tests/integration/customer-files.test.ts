/** Every file ever exchanged with a customer, in one list. */
import type { CustomerFile } from '@tradepost/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, richMail, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson', 'Anna');
});
afterAll(() => test.close());

const PDF = Buffer.from(`%PDF-1.4 ${'drawing '.repeat(100)}`);

async function withMail(who: Person) {
  const account = await connectAccount(test, who.user.id);
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const customer = await makeCustomer(test, who.user.id, { addresses: [buyer] });
  const mail = (from: string, to: string, days: number, disposition?: string) =>
    deliver(
      test,
      account,
      richMail({
        from,
        to,
        date: new Date(Date.now() - days * 86_400_000),
        ...(disposition ? { disposition } : {}),
      }),
    );
  return { account, buyer, customer, mail };
}

const list = async (
  who: Person,
  customerId: number,
  query = '',
): Promise<{ items: CustomerFile[]; nextCursor: string | null }> =>
  (await who.call('GET', `/api/v1/customers/${customerId}/files${query}`)).json();

async function addFile(who: Person, customerId: number, octets: Buffer, name: string) {
  const { id } = (
    await who.call('POST', `/api/v1/customers/${customerId}/activities`, { kind: 'chat', state: 'done' })
  ).json();
  const url = `/api/v1/activities/${id}/files?name=${encodeURIComponent(name)}&type=application/pdf`;
  return { activityId: id as number, reply: await who.call('POST', url, octets) };
}

it('S0-04 lists every file with name, day, direction and mail, and gives it after the mail is gone from the mailbox', async () => {
  const { account, buyer, customer, mail } = await withMail(anna);
  const received = await mail(buyer, account.address, 3, 'filename="PO-2024-118.html"');
  await mail(account.address, buyer, 2, 'filename="quotation.html"');
  const { reply } = await addFile(anna, customer.id, PDF, '图纸 A.pdf');
  expect(reply.json().files).toMatchObject([{ fileName: '图纸 A.pdf', contentType: 'application/pdf' }]);
  // Deleted on the server, and seen to be gone.
  await sql`update mailbox_message set vanished_at = now() where mailbox_id = ${account.mailboxId}`.execute(
    test.deps.db,
  );

  const { items } = await list(anna, customer.id);
  // The picture in the text is none; quotation.html has the octets of the order, and stands once.
  expect(items.map((file) => [file.fileName, file.direction, file.times])).toEqual([
    ['图纸 A.pdf', null, 1],
    ['quotation.html', 'outbound', 2],
  ]);
  const [drawing] = items;
  const got = await anna.call('GET', `/api/v1/activities/${drawing?.activityId}/files/${drawing?.fileId}`);
  expect(got.rawPayload.equals(PDF)).toBe(true);
  expect(got.headers['content-type']).toBe('application/octet-stream');
  expect(got.headers['x-content-type-options']).toBe('nosniff');
  expect(got.headers['content-disposition']).toContain("filename*=UTF-8''%E5%9B%BE%E7%BA%B8%20A.pdf");

  const { items: inbound } = await list(anna, customer.id, '?direction=inbound');
  expect(inbound).toMatchObject([{ fileName: 'PO-2024-118.html', messageId: received, partPath: '2' }]);
  const part = await anna.call('GET', `/api/v1/messages/${received}/parts/2`);
  expect([part.statusCode, part.body]).toEqual([200, '<script>alert(1)</script>']);
});

it('S0-04 finds by a part of the name, by sort and by day, page by page', async () => {
  const { account, buyer, customer, mail } = await withMail(anna);
  await mail(buyer, account.address, 10, 'filename="Bestellung_50%.html"');
  for (let n = 0; n < 5; n++) await addFile(anna, customer.id, Buffer.from(`file ${n}`), `Drawing ${n}.PDF`);
  const names = async (query: string) =>
    (await list(anna, customer.id, query)).items.map((file) => file.fileName);
  expect(await names('?name=bestellung')).toEqual(['Bestellung_50%.html']);
  expect(await names('?name=50%25')).toEqual(['Bestellung_50%.html']);
  expect(await names('?name=5_%25')).toEqual([]);
  expect(await names('?group=document')).toHaveLength(5);
  expect(await names('?group=other')).toEqual(['Bestellung_50%.html']);
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  expect(await names(`?from=${day(11)}&to=${day(9)}`)).toEqual(['Bestellung_50%.html']);
  const seen: (string | null)[] = [];
  let cursor: string | null = null;
  do {
    const page = await list(anna, customer.id, `?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    seen.push(...page.items.map((file) => file.fileName));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual([
    'Drawing 4.PDF',
    'Drawing 3.PDF',
    'Drawing 2.PDF',
    'Drawing 1.PDF',
    'Drawing 0.PDF',
    'Bestellung_50%.html',
  ]);
  expect((await anna.call('GET', `/api/v1/customers/${customer.id}/files?from=2027-02-30`)).statusCode).toBe(
    400,
  );
});

it('leaves a mail’s files out when its filing is undone, and lists them again with it', async () => {
  const { account, buyer, customer, mail } = await withMail(anna);
  const id = await mail(buyer, account.address, 1);
  expect((await list(anna, customer.id)).items).toHaveLength(1);
  const filing = await test.deps.db
    .selectFrom('filing')
    .select('id')
    .where('message_id', '=', id)
    .executeTakeFirstOrThrow();
  await anna.call('DELETE', `/api/v1/filings/${filing.id}`);
  expect((await list(anna, customer.id)).items).toEqual([]);
  await anna.call('POST', `/api/v1/messages/${id}/filings`, { customerId: customer.id });
  expect((await list(anna, customer.id)).items).toHaveLength(1);
});

it('takes no file that is empty, larger than 25 MB, or of a colleague’s activity', async () => {
  const { customer } = await withMail(anna);
  const empty = await addFile(anna, customer.id, Buffer.alloc(0), 'a.pdf');
  expect(empty.reply.statusCode).toBe(400);
  const large = await addFile(anna, customer.id, Buffer.alloc(25 * 1024 * 1024 + 1), 'a.pdf');
  expect(large.reply.statusCode).toBe(413);
  const { activityId, reply } = await addFile(anna, customer.id, PDF, '../../etc/passwd');
  expect(reply.statusCode).toBe(200);
  const bo = await makePerson(test, 'salesperson');
  const foreign = await bo.call('POST', `/api/v1/activities/${activityId}/files?name=x`, PDF);
  expect(foreign.statusCode).toBe(404);
  const file = reply.json().files[0];
  expect((await bo.call('GET', `/api/v1/activities/${activityId}/files/${file.id}`)).statusCode).toBe(404);
  const gone = await anna.call('DELETE', `/api/v1/activities/${activityId}/files/${file.id}`);
  expect(gone.json().files).toEqual([]);
  expect((await anna.call('GET', `/api/v1/activities/${activityId}/files/${file.id}`)).statusCode).toBe(404);
  const json = await anna.call('POST', `/api/v1/activities/${activityId}/files?name=x`, { a: 1 });
  expect(json.statusCode).toBe(400);
  const octets = await anna.call('POST', '/api/v1/customers', PDF);
  expect(octets.statusCode).toBe(400);
});

it('reads an index of the customer’s files, however many mails there are', async () => {
  const { customer } = await withMail(anna);
  const { rows } = await sql<{ 'QUERY PLAN': string }>`
    explain select 1 from customer_file f where f.customer_id = ${customer.id} order by f.at desc, f.id desc limit 50`.execute(
    test.deps.db,
  );
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('customer_file_page');
});
