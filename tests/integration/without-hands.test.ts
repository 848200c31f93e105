/** From a mail at the server to the owner's reminder, with nobody's hand: every process, real servers, no user. */
import { setOutgoingServer } from '@tradepost/core/outbox/server';
import { openSecretBox } from '@tradepost/core/secrets';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Company, startCompany } from '../helpers/company.ts';
import { person, worksEveryDay } from '../helpers/follow-up.ts';
import { type SmtpSink, startSmtpSink } from '../helpers/smtp-sink.ts';
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
let sink: SmtpSink;
beforeAll(async () => {
  [company, sink] = await Promise.all([startCompany(), startSmtpSink()]);
});
afterAll(async () => {
  await company.stop();
  await sink.stop();
});

const DAY_MS = 86_400_000;
const inquiry = (to: string) =>
  [
    'From: Alibaba.com <feedback@service.alibaba.com>',
    `To: ${to}`,
    'Subject: Inquiry about LED strip light',
    `Date: ${new Date(Date.now() - 5 * DAY_MS).toUTCString()}`,
    'Message-ID: <inquiry-1@service.alibaba.com>',
    'Authentication-Results: mx.lindqvist.test; dkim=pass header.d=service.alibaba.com',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<h3>LED strip light 5050</h3><table>',
    '<tr><td>Company:</td><td>Iberia Luz S.L.</td></tr><tr><td>Country:</td><td>Spain</td></tr>',
    '<tr><td>E-mail:</td><td>maria@iberialuz.example</td></tr><tr><td>Name:</td><td>Ms. Maria Lopez</td></tr></table>',
    '<p><a href="https://message.alibaba.com/x">Reply now</a> <a href="https://message.alibaba.com/y">Help</a></p>',
    '',
  ].join('\r\n');

it('S1-14 an inquiry is archived, becomes a customer, is given to a salesperson, told of, and goes up to the owner', async () => {
  const { db, config, dovecot } = company;
  await worksEveryDay(db);
  // Round the clock, so that five days are five days at whatever hour this runs.
  await sql`update setting set value = value || '{"hours": {"from": "00:00", "until": "00:00", "break": null}}'
    where key = 'calendar'`.execute(db);
  const [owner, seller] = [await person(db, 'owner', 'Olga'), await person(db, 'salesperson', 'Sam')];
  await sql`insert into assignment_rule (position, user_ids) values (1, array[${seller.id}]::bigint[])`.execute(
    db,
  );
  await setOutgoingServer(
    { db, secrets: await openSecretBox(config), allowedMailHosts: [`${sink.host}:${sink.port}`] },
    {
      host: sink.host,
      port: sink.port,
      security: 'none',
      user: null,
      fromAddress: 'tradepost@own-company.test',
      fromName: 'Tradepost',
    },
    { actorId: null, privateHostAllowed: true },
  );
  const { accountId, user } = await company.connect();
  // The account has been read for a month: what comes is news, and what it was answered would be known.
  await sql`update mail_account set answers_since = now() - interval '30 days', signed_in_at = now() - interval '30 days',
    created_at = now() - interval '30 days' where id = ${accountId}`.execute(db);
  await dovecot.deliver(user, inquiry(user.address));
  await company.startServices();

  const task = await waitFor(
    async () => {
      // The next look at the mailboxes is now rather than in two minutes.
      await sql`update mail_account set next_attempt_at = now() where state = 'active'`.execute(db);
      const { rows } = await sql<{ id: number; customer: string; assignee_id: number; level: number }>`
        select t.id, c.name as customer, t.assignee_id, t.escalation_level as level
        from task t join customer c on c.id = t.customer_id where t.kind = 'answer' and t.escalation_level = 3`.execute(
        db,
      );
      return rows[0];
    },
    { timeoutMs: 120_000, intervalMs: 1_000, what: 'the task at the third step' },
  );
  expect(task).toMatchObject({ customer: 'Iberia Luz S.L.', assignee_id: seller.id });
  // A minute is waited for more of the same; it is over now.
  await sql`update notice set mail_at = now() where mail_at is not null`.execute(db);
  const mailTo = (address: string) => sink.mails.filter(({ to }) => to.includes(address));
  await waitFor(() => mailTo(owner.email).length > 0 && mailTo(seller.email).length > 0, {
    timeoutMs: 120_000,
    what: 'the mails to both',
  });
  for (const to of [owner, seller])
    expect(mailTo(to.email)[0]?.raw.toString()).toMatch(/Content-Type: multipart\/alternative/);
  expect(await sql`select 1 from inquiry where state = 'filed'`.execute(db)).toMatchObject({
    rows: [expect.anything()],
  });
});
