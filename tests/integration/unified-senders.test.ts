/** Who may change data by mail to the unified mailbox; what is forwarded there; market information. */
import type { UserRow } from '@tradepost/db/queries/users';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUTHSERV, letter, type Office, startOffice } from '../helpers/unified.ts';

let office: Office;
let anna: UserRow;
let dev: UserRow;
let owner: UserRow;
beforeAll(async () => {
  office = await startOffice();
  anna = await office.person('salesperson', 'Anna', 'zh-CN');
  dev = await office.person('merchandiser', 'Dev');
  owner = await office.person('owner', 'Boss');
});
afterAll(() => office.stop());

const to = () => office.box.user.address;
const CARD = '客户名称：Forged Ltd\n国家：美国';
const passed = (domain: string, id = AUTHSERV) =>
  `${id}; spf=pass smtp.mailfrom=x@${domain}; dkim=pass header.d=${domain}`;
/** What must stay as it is, whatever a stranger sends. */
const facts = async () => {
  const { rows } = await sql<{ customers: number; mails: number; notices: number }>`
    select (select count(*) from customer) as customers, (select count(*) from outbox_mail) as mails,
      -- Not what the time of the year brings.
      (select count(*) from notice where kind <> 'calendar-missing') as notices`.execute(office.db);
  return rows[0];
};

describe('a card in the name of one of the staff', () => {
  it.each<[string, Partial<Parameters<typeof letter>[0]>, string]>([
    ['without any proof', { results: null }, 'no-results'],
    [
      'that another server vouches for',
      { results: passed('haitong.example', 'mx.evil.example') },
      'unknown-server',
    ],
    [
      'with a forged proof below the server’s own',
      {
        results: `${AUTHSERV}; spf=pass smtp.mailfrom=eve@evil.example; dkim=none`,
        headers: [`Authentication-Results: ${passed('haitong.example')}`],
      },
      'not-aligned',
    ],
    [
      'that failed the check',
      { results: `${AUTHSERV}; spf=fail smtp.mailfrom=haitong.example; dkim=fail header.d=haitong.example` },
      'failed',
    ],
    [
      'whose DMARC failed, whatever else passed',
      { results: `${passed('haitong.example')}; dmarc=fail header.from=haitong.example` },
      'failed',
    ],
    ['signed by another domain', { results: passed('evil.example') }, 'not-aligned'],
    ['signed by a domain that only ends alike', { results: passed('nothaitong.example') }, 'not-aligned'],
    [
      'with a proof inside a comment',
      { results: `${AUTHSERV}; spf=none (x; dkim=pass header.d=haitong.example)` },
      'not-aligned',
    ],
    [
      'with a proof inside a quoted address',
      { results: `${AUTHSERV}; spf=pass smtp.mailfrom="a; dkim=pass header.d=haitong.example"@evil.example` },
      'not-aligned',
    ],
    [
      'with an open comment',
      { results: `${AUTHSERV}; dkim=pass header.d=haitong.example (` },
      'malformed-results',
    ],
    ['from two senders', { headers: ['From: eve@evil.example'] }, 'several-senders'],
  ])('%s changes nothing, is not answered, and is shown as unverified', async (_what, more, reason) => {
    const before = await facts();
    const item = await office.submit(
      letter({ from: anna.email, to: to(), subject: '客户资料卡', body: CARD, ...more }),
    );
    expect(item).toMatchObject({ state: 'unverified', kind: null, reason });
    expect(await facts()).toEqual(before);
  });

  it.each<[string, Partial<Parameters<typeof letter>[0]>, { state: string; reason: string }]>([
    [
      'only in the display name',
      { from: `"anna@haitong.example" <eve@evil.example>` },
      { state: 'unverified', reason: 'not-staff' },
    ],
    [
      'only in a comment',
      { from: `(anna@haitong.example) eve@evil.example` },
      { state: 'unverified', reason: 'not-staff' },
    ],
    [
      'by an automatic reply',
      { headers: ['Auto-Submitted: auto-replied'] },
      { state: 'ignored', reason: 'automatic' },
    ],
    ['by a bounce', { headers: ['Return-Path: <>'] }, { state: 'ignored', reason: 'automatic' }],
  ])('%s changes nothing and is not answered', async (_what, more, expected) => {
    const before = await facts();
    const item = await office.submit(
      letter({ from: anna.email, to: to(), subject: '客户资料卡', body: CARD, ...more }),
    );
    expect(item).toMatchObject(expected);
    expect(await facts()).toEqual(before);
  });

  it('of a person who has left is a stranger’s', async () => {
    const gone = await office.person('salesperson', 'Gone');
    await sql`update app_user set disabled_at = now() where id = ${gone.id}`.execute(office.db);
    const item = await office.submit(
      letter({ from: gone.email, to: to(), subject: '客户资料卡', body: CARD }),
    );
    expect(item).toMatchObject({ state: 'unverified', reason: 'not-staff' });
  });

  it('is our own answer coming back: never processed', async () => {
    const refused = await office.submit(
      letter({ from: anna.email, to: to(), subject: '客户资料卡', body: '国家：Atlantis' }),
    );
    const answer = await office.db
      .selectFrom('outbox_mail')
      .selectAll()
      .where('period', '=', String(refused.message_id))
      .executeTakeFirstOrThrow();
    const before = await facts();
    const echo = letter({
      from: anna.email,
      to: to(),
      subject: answer.subject,
      body: answer.body_text,
    }).replace(/Message-ID: <.+>/, `Message-ID: <${answer.rfc_message_id}>`);
    expect(await office.submit(echo)).toMatchObject({ state: 'ignored', reason: 'own-answer' });
    expect(await facts()).toEqual(before);
  });

  it('is believed where a copy lies in the Sent mailbox of the sender’s own account', async () => {
    const { user, accountId } = await office.connect();
    await office.db
      .updateTable('mail_account')
      .set({ owner_id: anna.id })
      .where('id', '=', accountId)
      .execute();
    const raw = letter({
      from: user.address,
      to: to(),
      subject: '客户资料卡',
      body: '客户名称：Sent Copy Oy\n国家：芬兰',
      results: null,
    });
    await office.dovecot.deliver(user, raw, 'Sent');
    await office.synced();
    expect(await office.submit(raw)).toMatchObject({
      state: 'filed',
      kind: 'card-customer',
      author_id: anna.id,
    });
  });

  it('without a proof is believed where the administrator says that the server refuses forged mail itself', async () => {
    const set = (trusts_unmarked: boolean) =>
      office.db.updateTable('unified_mailbox').set({ trusts_unmarked }).execute();
    await office.db.insertInto('company_domain').values({ domain: 'haitong.example' }).execute();
    await set(true);
    const send = (from: string) =>
      office.submit(
        letter({ from, to: to(), subject: '客户资料卡', body: `客户名称：Inside ${from}`, results: null }),
      );
    expect(await send(anna.email)).toMatchObject({ state: 'filed' });
    await set(false);
    expect(await send(anna.email)).toMatchObject({ state: 'unverified', reason: 'no-results' });
    await sql`delete from company_domain`.execute(office.db);
  });
});

describe('mail that is sent on', () => {
  it('files under the customer whom the original was with; a form in it orders nothing', async () => {
    const customer = await office.customer('Forwarding GmbH', {
      addresses: ['maria@forwarding.example'],
      ownerId: anna.id,
    });
    const body = `请归档\n\n---------- Forwarded message ---------\nFrom: Maria <maria@forwarding.example>\nDate: Mon, 2 Mar 2026\nSubject: 客户资料卡\nTo: <anna@haitong.example>\n\n客户名称：Evil\n国家：美国`;
    const item = await office.submit(
      letter({ from: anna.email, to: to(), subject: 'Fwd: 客户资料卡', body }),
    );
    expect(item).toMatchObject({ state: 'filed', kind: 'forwarded' });
    const { rows } = await sql`
      select f.rule, f.evidence, t.kind from filing f join timeline_entry t on t.message_id = f.message_id and t.customer_id = f.customer_id
      where f.message_id = ${item.message_id} and f.customer_id = ${customer} and f.undone_at is null`.execute(
      office.db,
    );
    expect(rows).toEqual([{ rule: 'contact', evidence: 'forwarded maria@forwarding.example', kind: 'mail' }]);
    expect(await office.db.selectFrom('customer').select('id').where('name', '=', 'Evil').execute()).toEqual(
      [],
    );
  });

  it('to a customer with the mailbox in Bcc files by its recipients, and is no card', async () => {
    const customer = await office.customer('Blind SA', {
      addresses: ['jean@blind.example'],
      ownerId: anna.id,
    });
    const item = await office.submit(
      letter({ from: anna.email, to: 'jean@blind.example', subject: '客户资料卡', body: CARD }),
    );
    expect(item).toMatchObject({ state: 'filed', kind: 'forwarded' });
    const { rows } = await sql`select customer_id from filing where message_id = ${item.message_id}`.execute(
      office.db,
    );
    expect(rows).toEqual([{ customer_id: customer }]);
  });

  it('by a stranger follows the rules of filing alone', async () => {
    const customer = await office.customer('Direct AB', { addresses: ['lars@direct.example'] });
    const item = await office.submit(
      letter({ from: 'lars@direct.example', to: to(), subject: 'Question', results: null }),
    );
    expect(item).toMatchObject({ state: 'ignored', reason: 'outside' });
    const { rows } = await sql`select customer_id from filing where message_id = ${item.message_id}`.execute(
      office.db,
    );
    expect(rows).toEqual([{ customer_id: customer }]);
  });
});

describe('S4-A6 other mail of the staff', () => {
  it('becomes market information, found by its words, linked to the customers and competitors that it names', async () => {
    const { db } = office;
    const steel = await office.customer('Nordic Steel Works AB', { ownerId: anna.id });
    const chinese = await office.customer('海德五金进出口有限公司', { ownerId: anna.id });
    const short = await office.customer('Alfa', { ownerId: anna.id });
    await office.customer('Nordic', { ownerId: anna.id });
    const rival = await db
      .insertInto('competitor')
      .values({ name: 'Yuhuan Valve Co., Ltd.', aliases: ['YHV Group'] })
      .returning('id')
      .executeTakeFirstOrThrow();
    const item = await office.submit(
      letter({
        from: dev.email,
        to: to(),
        subject: '[研发] 展会见闻',
        body: 'Nordic Steel Works 打算换供应商，YHV Group 报价低了8%。海德五金进出口的人也在。Alfa was there.',
      }),
    );
    expect(item).toMatchObject({
      state: 'filed',
      kind: 'market-information',
      author_id: dev.id,
      tags: ['r-and-d'],
    });
    expect(item.terms).toEqual(expect.arrayContaining(['报价', 'nordic', '供应']));
    const { rows } = await sql`
      select customer_id, competitor_id, state from unified_link where item_id = ${item.id} order by id`.execute(
      db,
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { customer_id: steel, competitor_id: null, state: 'linked' },
        { customer_id: chinese, competitor_id: null, state: 'linked' },
        { customer_id: null, competitor_id: rival.id, state: 'linked' },
        { customer_id: short, competitor_id: null, state: 'proposed' },
      ]),
    );
    expect(rows).toHaveLength(4);
    const events = await sql`
      select customer_id, actor_id from timeline_entry where event = 'market-information' and detail ->> 'itemId' = ${String(item.id)} order by customer_id`.execute(
      db,
    );
    expect(events.rows).toEqual([steel, chinese].map((customer_id) => ({ customer_id, actor_id: dev.id })));
    const told = await db
      .selectFrom('notice')
      .select('user_id')
      .where('kind', '=', 'market-information')
      .execute();
    expect(new Set(told.map((row) => row.user_id))).toEqual(new Set([anna.id]));
    expect(told.map((row) => row.user_id)).not.toContain(owner.id);
  });
});
