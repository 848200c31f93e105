/** Cards that are mailed to the company's unified mailbox: from the mail server to the record. */
import { makeForm } from '@tradepost/core/unified/make-form';
import type { UserRow } from '@tradepost/db/queries/users';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillForm } from '../helpers/fill-form.ts';
import { letter, type Office, startOffice } from '../helpers/unified.ts';

let office: Office;
let anna: UserRow;
let bo: UserRow;
let boss: UserRow;
let manager: UserRow;
beforeAll(async () => {
  office = await startOffice();
  anna = await office.person('salesperson', 'Anna', 'zh-CN');
  bo = await office.person('salesperson', 'Bo');
  boss = await office.person('owner', 'Boss');
  manager = await office.person('manager', 'Mei', 'zh-CN');
});
afterAll(() => office.stop());

const to = () => office.box.user.address;
const card = (by: UserRow, subject: string, body: string, more: Partial<Parameters<typeof letter>[0]> = {}) =>
  letter({ from: `${by.name} <${by.email}>`, to: to(), subject, body, ...more });
const customerNamed = (name: string) =>
  office.db.selectFrom('customer').selectAll().where('name', '=', name).execute();
const outbox = (kind: string) =>
  office.db.selectFrom('outbox_mail').selectAll().where('kind', '=', kind).orderBy('id').execute();
const noticesOf = (messageId: number) =>
  office.db
    .selectFrom('notice')
    .select(['user_id', 'kind'])
    .where('dedupe_key', '=', `message:${messageId}`)
    .orderBy('user_id')
    .execute();

describe('a customer card', () => {
  it('S4-A1 is archived and classified soon after its mail arrives, S4-A2 and makes the customer', async () => {
    const item = await office.submit(
      card(
        anna,
        '客户资料卡',
        '客户名称：Acme Valves GmbH\n国家：德国\n城市：Hamburg\n等级：B\n联系人：Maria Weber\n职务：Buyer\n邮箱：maria@acmevalves.example\n手机：+49 171 1234567\n意向产品：球阀、闸阀\n备注：广交会认识\n有兴趣独家代理',
      ),
    );
    expect(item).toMatchObject({ state: 'filed', kind: 'card-customer', author_id: anna.id });
    const [customer] = await customerNamed('Acme Valves GmbH');
    expect(customer).toMatchObject({
      country: 'DE',
      grade: 'B',
      city: 'Hamburg',
      owner_id: anna.id,
      created_by: anna.id,
      note: '广交会认识\n有兴趣独家代理',
      products_of_interest: ['球阀', '闸阀'],
    });
    const { rows } = await sql`
      select k.name, k.title, a.address, c.value from contact k join contact_address a on a.contact_id = k.id
      join contact_channel c on c.contact_id = k.id where k.customer_id = ${customer?.id}`.execute(office.db);
    expect(rows).toEqual([
      { name: 'Maria Weber', title: 'Buyer', address: 'maria@acmevalves.example', value: '+49 171 1234567' },
    ]);
    const archived = await office.db
      .selectFrom('message')
      .select('id')
      .where('id', '=', item.message_id)
      .execute();
    expect(archived).toHaveLength(1);
  });

  it('S4-A2 sent as the product’s form fills in what it gives, and records the change of grade', async () => {
    const form = await fillForm(makeForm('customer', 'xlsx', 'zh-CN').octets, {
      客户名称: 'ACME Valves',
      客户等级: 'A',
      公司规模: '',
      电子邮箱: 'maria@acmevalves.example',
      电话: '+49 40 555',
    });
    const item = await office.submit(
      card(anna, '更新', '见附件', { file: { name: '客户资料卡.xlsx', octets: form } }),
    );
    expect(item).toMatchObject({ state: 'filed', kind: 'card-customer' });
    const [customer, ...more] = await customerNamed('Acme Valves GmbH');
    expect(more).toEqual([]);
    expect(customer).toMatchObject({ grade: 'A', city: 'Hamburg' });
    const changes = await office.db
      .selectFrom('customer_change')
      .selectAll()
      .where('customer_id', '=', customer?.id ?? 0)
      .where('field', '=', 'grade')
      .execute();
    expect(changes).toMatchObject([{ old_value: 'B', new_value: 'A', actor_id: anna.id }]);
    const { rows } = await sql<{ value: string }>`
      select value from contact_channel where customer_id = ${customer?.id} order by kind`.execute(office.db);
    expect(rows.map((row) => row.value)).toEqual(['+49 171 1234567', '+49 40 555']);
  });

  it('S4-A2 that is wrong changes nothing, and its sender is told which fields, in his language, once', async () => {
    const raw = card(anna, '客户资料卡', '国家：Atlantis\n等级：Z\n邮箱：no address');
    const item = await office.submit(raw);
    expect(item.state).toBe('refused');
    expect(item.faults.map(({ key, code }) => [key, code]).sort()).toEqual([
      ['country', 'wrong'],
      ['email', 'wrong'],
      ['grade', 'wrong'],
      ['name', 'missing'],
    ]);
    const mails = await outbox('card-refused');
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      to_address: anna.email,
      recipient_id: anna.id,
      period: String(item.message_id),
    });
    expect(mails[0]?.in_reply_to).toMatch(/@mail\.example$/);
    for (const words of [
      '客户名称：没有填写',
      '国家/地区：无法识别“Atlantis”',
      '客户等级：无法识别“Z”',
      '电子邮箱：',
    ])
      expect(mails[0]?.body_text).toContain(words);
    expect(await noticesOf(item.message_id)).toEqual([{ user_id: anna.id, kind: 'card-refused' }]);
  });

  it('of a customer who is a colleague’s is refused without saying whose', async () => {
    const before = (await outbox('card-refused')).length;
    const byAddress = await office.submit(
      card(bo, 'Customer data card', 'Company: Acme Valves\nE-mail: maria@acmevalves.example'),
    );
    expect(byAddress).toMatchObject({ state: 'refused', faults: [{ key: 'email', code: 'of-colleague' }] });
    const byName = await office.submit(
      card(bo, 'Customer data card', 'Company: ACME VALVES\nCountry: Germany'),
    );
    expect(byName).toMatchObject({ state: 'refused', faults: [{ key: 'name', code: 'of-colleague' }] });
    const mails = (await outbox('card-refused')).slice(before);
    expect(mails).toHaveLength(2);
    for (const mail of mails) {
      expect(mail.to_address).toBe(bo.email);
      expect(mail.body_text).not.toContain('Anna');
      expect(mail.body_text).not.toContain('GmbH');
    }
    expect(await customerNamed('Acme Valves GmbH')).toHaveLength(1);
  });

  it('arriving in two unified mailboxes, and read again, is filed once', async () => {
    const second = await office.connect();
    await office.mark(second.accountId);
    const raw = letter({
      from: anna.email,
      to: `${to()}, ${second.user.address}`,
      subject: 'Contact record card',
      body: 'Customer: Acme Valves\nTime: yesterday\nMode: phone call\nContent: Asked for the drawing of DN50',
    });
    const item = await office.submit(raw);
    await office.submit(raw, second.user);
    await office.synced();
    // A cursor that was lost: everything is looked at again.
    await sql`update mailbox set covered = '{}' where account_id in (${second.accountId}, ${office.box.accountId})`.execute(
      office.db,
    );
    await office.synced();
    const { rows } = await sql<{ items: number; activities: number; entries: number }>`
      select (select count(*) from unified_item where message_id = ${item.message_id}) as items,
        (select count(*) from activity where message_id = ${item.message_id}) as activities,
        (select count(*) from timeline_entry t join activity a on a.id = t.activity_id where a.message_id = ${item.message_id}) as entries`.execute(
      office.db,
    );
    expect(rows[0]).toEqual({ items: 1, activities: 1, entries: 1 });
    const told = (await outbox('card-filed')).filter((mail) => mail.period === String(item.message_id));
    expect(told.map((mail) => mail.recipient_id).sort()).toEqual([boss.id, manager.id].sort());
  });

  it('is read after Redis has lost everything', async () => {
    await office.redis.flushAll();
    const item = await office.submit(card(anna, '客户资料卡', '客户名称：Kraken AS\n国家：挪威'));
    expect(item.state).toBe('filed');
  });
});

describe('a contact card', () => {
  it('S4-A3 adds the contact to the timeline with time, place, mode, person, content, result and next date', async () => {
    const item = await office.submit(
      card(
        anna,
        '客户接触记录卡',
        '客户名称：Acme Valves GmbH\n接触时间：2026年5月12日 下午2:30\n地点：广州琶洲\n接触方式：展会面谈\n接触对象：Maria Weber\n接触内容：看了DN50样品\n谈了交期\n接触结果：要求报价\n下次联系日期：2026-05-26',
      ),
    );
    expect(item).toMatchObject({ state: 'filed', kind: 'card-contact' });
    const [customer] = await customerNamed('Acme Valves GmbH');
    const { rows } = await sql`
      select a.kind, a.state, a.done_at, a.place, a.way, a.person, a.content, a.result, a.next_date::text, a.created_by,
        k.name as contact, t.customer_id, t.kind as entry
      from activity a join timeline_entry t on t.activity_id = a.id left join contact k on k.id = a.contact_id
      where a.message_id = ${item.message_id}`.execute(office.db);
    expect(rows).toEqual([
      {
        kind: 'trade-fair',
        state: 'done',
        done_at: new Date('2026-05-12T06:30:00Z'),
        place: '广州琶洲',
        way: '展会面谈',
        person: 'Maria Weber',
        content: '看了DN50样品\n谈了交期',
        result: '要求报价',
        next_date: '2026-05-26',
        created_by: anna.id,
        contact: 'Maria Weber',
        customer_id: customer?.id,
        entry: 'activity',
      },
    ]);
  });

  it('S4-A3 sent again in another mail is no second contact', async () => {
    const body = '客户名称：Acme Valves GmbH\n接触时间：2026-05-13 10:00\n接触方式：电话\n接触内容：确认样品';
    await office.submit(card(anna, '客户接触记录卡', body));
    await office.submit(card(anna, '客户接触记录卡（重发）', body));
    const { rows } = await sql`select 1 from activity where content = '确认样品'`.execute(office.db);
    expect(rows).toHaveLength(1);
  });

  it('that may be of several customers is refused with those that its sender may know', async () => {
    const ids = [];
    for (const country of ['IT', 'ES'])
      ids.push(
        (
          await office.db
            .insertInto('customer')
            .values({ name: 'Rossi Srl', country, owner_id: anna.id })
            .returning('id')
            .executeTakeFirstOrThrow()
        ).id,
      );
    await office.db
      .insertInto('customer')
      .values({ name: 'Rossi SpA', country: 'FR', owner_id: bo.id })
      .execute();
    const body = '客户：Rossi\n时间：2026-05-13\n方式：电话\n内容：询价';
    const item = await office.submit(card(anna, '客户接触记录卡', body));
    expect(item).toMatchObject({ state: 'refused', faults: [{ key: 'name', code: 'ambiguous' }] });
    expect(item.faults[0]?.value).toBe(`Rossi Srl (IT) #${ids[0]}; Rossi Srl (ES) #${ids[1]}`);
    const again = await office.submit(card(anna, '客户接触记录卡', `客户编号：#${ids[1]}\n${body}`));
    expect(again.state).toBe('filed');
  });
});

describe('S4-A4 of a filed card', () => {
  it('the sender’s manager and the owner are told once, in the product and by mail, each in his language', async () => {
    const item = await office.submit(card(anna, '客户资料卡', '客户名称：Bolt SA\n国家：法国'));
    expect(await noticesOf(item.message_id)).toEqual([
      { user_id: boss.id, kind: 'card-filed' },
      { user_id: manager.id, kind: 'card-filed' },
    ]);
    const mails = (await outbox('card-filed')).filter((mail) => mail.period === String(item.message_id));
    expect(mails.map((mail) => [mail.to_address, mail.subject])).toEqual([
      [boss.email, 'Anna filed a card: Bolt SA'],
      [manager.email, 'Anna录入了客户卡片：Bolt SA'],
    ]);
  });

  it('those who stand in Cc of it already are not told again', async () => {
    const item = await office.submit(
      card(anna, '客户资料卡', '客户名称：Nut SA\n国家：法国', { headers: [`Cc: Boss <${boss.email}>`] }),
    );
    expect(await noticesOf(item.message_id)).toEqual([{ user_id: manager.id, kind: 'card-filed' }]);
    const mails = (await outbox('card-filed')).filter((mail) => mail.period === String(item.message_id));
    expect(mails.map((mail) => mail.recipient_id)).toEqual([manager.id]);
  });
});
