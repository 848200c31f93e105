/** What the rules of filing do when things come in another order than one would think. */
import { updateMailAccount } from '@tradepost/core/accounts/change';
import { requestRefile } from '@tradepost/core/filing/refile';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, openRules, type Rules } from '../helpers/actors.ts';
import { type Company, startCompany } from '../helpers/company.ts';
import { mail } from '../helpers/mails.ts';
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
let rules: Rules;
beforeEach(async () => {
  company = await startCompany();
  rules = await openRules(company);
});
afterEach(async () => {
  await rules.close();
  await company.stop();
});

const timelineOf = async (customerId: number) =>
  (
    await sql<{ subject: string; direction: string; rule: string }>`
      select m.subject, t.direction, f.rule from timeline_entry t join message m on m.id = t.message_id
      join filing f on f.message_id = m.id and f.customer_id = t.customer_id and f.undone_at is null
      where t.customer_id = ${customerId} order by m.subject`.execute(company.db)
  ).rows;
const run = (id: number) => runJob(company.db, JOB_KINDS, id, new AbortController().signal, () => undefined);

describe('a rule of filing', () => {
  it('never takes a freemail domain for a company’s, whatever the table says', async () => {
    const { user } = await company.connect();
    const customer = await company.customer('Gmail user', {
      domains: ['gmail.com', 'qq.com', 'acme.example'],
    });
    for (const from of ['x@gmail.com', 'y@qq.com', 'z@acme.example'])
      await company.dovecot.deliver(user, mail({ from, to: user.address, subject: from }));
    await company.startServices();
    await company.synced();
    await run(await requestRefile(company.db, { customerId: customer }, null));
    expect((await timelineOf(customer)).map((row) => row.subject)).toEqual(['z@acme.example']);
  });

  it('joins threads when the parent comes late, and files what was waiting for it', async () => {
    const { user } = await company.connect();
    const customer = await company.customer('Acme', { addresses: ['a@acme.example'] });
    await company.startServices();
    const reply = (n: number) =>
      mail({
        from: `forwarder${n}@ship.example`,
        to: user.address,
        subject: `Leg ${n}`,
        messageId: `leg${n}@ship.example`,
        headers: ['References: <parent@acme.example>'],
      });
    for (const n of [1, 2]) await company.dovecot.deliver(user, reply(n));
    await company.synced();
    expect(await timelineOf(customer)).toEqual([]);
    await company.dovecot.deliver(
      user,
      mail({
        from: 'a@acme.example',
        to: user.address,
        subject: 'Parent',
        messageId: 'parent@acme.example',
        headers: ['Cc: forwarder1@ship.example, forwarder2@ship.example'],
      }),
    );
    await company.synced();
    expect(await timelineOf(customer)).toEqual([
      { subject: 'Leg 1', direction: 'inbound', rule: 'thread' },
      { subject: 'Leg 2', direction: 'inbound', rule: 'thread' },
      { subject: 'Parent', direction: 'inbound', rule: 'contact' },
    ]);
    const threads = await company.db.selectFrom('message').select('thread_id').distinct().execute();
    expect(threads.length).toBe(1);
  });

  it('turns the direction of past mail when an address turns out to be our own, and back', async () => {
    const { user, accountId } = await company.connect();
    const customer = await company.customer('Acme', { addresses: ['a@acme.example'] });
    await company.dovecot.deliver(
      user,
      mail({ from: 'anna@old-name.example', to: 'a@acme.example', subject: 'From our old address' }),
    );
    await company.startServices();
    await company.synced();
    expect((await timelineOf(customer))[0]?.direction).toBe('inbound');
    const direction = (wanted: string) =>
      waitFor(async () => (await timelineOf(customer))[0]?.direction === wanted);
    await updateMailAccount(rules, ADMINISTRATOR, accountId, { aliases: ['Anna@Old-Name.example'] });
    await direction('outbound');
    await updateMailAccount(rules, ADMINISTRATOR, accountId, { aliases: [] });
    await direction('inbound');
  });
});
