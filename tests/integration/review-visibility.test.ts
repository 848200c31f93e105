/** Ways in which a colleague, or a stranger by mail, might come to see or hide mail that is not his to see. */
import { recordSignIn } from '@tradepost/core/accounts/signed-in';
import { requestRedirect } from '@tradepost/core/filing/redirect';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail, unique } from './api-mail.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ requestsAMinute: 1_000_000 });
});
afterAll(() => test.close());

async function runJobs(): Promise<void> {
  const open = await test.deps.db
    .selectFrom('background_job')
    .select('id')
    .where('state', '=', 'queued')
    .execute();
  for (const { id } of open)
    await runJob(test.deps.db, JOB_KINDS, id, new AbortController().signal, () => {});
}

async function addMailbox(account: TestAccount, path: string, specialUse: string): Promise<TestAccount> {
  const { id } = await test.deps.db
    .insertInto('mailbox')
    .values({ account_id: account.id, path, special_use: specialUse, uid_validity: 1, uid_next: 1 })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { ...account, mailboxId: id };
}

/** A boss and a salesperson with an account each, and a lawyer. */
async function company() {
  const boss = await makePerson(test, 'owner');
  const bob = await makePerson(test, 'salesperson');
  const bosses = await connectAccount(test, boss.user.id);
  const bobs = await connectAccount(test, bob.user.id);
  const domain = `${unique('secret-law')}.example`;
  const lawyer = `lawyer@${domain}`;
  return { boss, bob, bosses, bobs, domain, lawyer };
}

describe('claiming an address or a domain', () => {
  it('shows a salesperson no mail that was not his to see', async () => {
    const { boss, bob, bosses, bobs, domain, lawyer } = await company();
    const id = await deliver(
      test,
      bosses,
      textMail({ from: lawyer, to: bosses.address, text: 'The merger' }),
    );
    const subdomain = `partner@office.${domain}`;
    await deliver(
      test,
      bosses,
      textMail({ from: bosses.address, to: 'x@else.example', headers: [`Cc: ${subdomain}`] }),
    );
    const { id: customerId } = await makeCustomer(test, bob.user.id);
    const contact = { addresses: [lawyer] };
    const { contactId } = await makeCustomer(test, bob.user.id);
    // He may see one mail with the lawyer; that does not make the others his.
    await deliver(test, bobs, textMail({ from: lawyer, to: bobs.address }));

    const replies = [
      await bob.call('POST', '/api/v1/customers', { name: 'Mine', domains: [domain] }),
      await bob.call('POST', '/api/v1/customers', { name: 'Mine', domains: [`office.${domain}`] }),
      await bob.call('POST', '/api/v1/customers', { name: 'Mine', contacts: [contact] }),
      await bob.call('PATCH', `/api/v1/customers/${customerId}`, { domains: [domain] }),
      await bob.call('POST', `/api/v1/customers/${customerId}/contacts`, contact),
      await bob.call('PATCH', `/api/v1/contacts/${contactId}`, contact),
      await bob.call('POST', '/api/v1/unfiled/make-customer', { address: lawyer, withDomain: true }),
    ];
    for (const reply of replies) {
      expect(reply.json().error).toMatchObject({
        code: 'forbidden',
        details: { fault: { code: 'seen-elsewhere' } },
      });
      expect(reply.body).not.toContain(bosses.address);
      expect(reply.body).not.toContain(boss.user.name);
    }
    await runJobs();
    expect((await bob.call('GET', `/api/v1/messages/${id}`)).statusCode).toBe(404);
  });

  it('says it of a line of a file, in the trial run and in the import', async () => {
    const { bob, bosses, domain, lawyer } = await company();
    await deliver(test, bosses, textMail({ from: lawyer, to: bosses.address }));
    const octets = { 'content-type': 'application/octet-stream' };
    for (const [line, value] of [
      [`One,${lawyer},`, lawyer],
      [`Two,,${domain}`, domain],
    ] as const) {
      const csv = Buffer.from(`name,email,domain\n${line}\n`);
      const { id } = (await bob.call('POST', '/api/v1/imports?fileName=list.csv', csv, octets)).json();
      for (const step of ['check', 'run']) {
        expect((await bob.call('POST', `/api/v1/imports/${id}/${step}`)).statusCode).toBe(200);
        await runJobs();
        expect((await bob.call('GET', `/api/v1/imports/${id}/lines`)).json().items).toMatchObject([
          { outcome: 'invalid', reason: { code: 'seen-elsewhere', value } },
        ]);
      }
    }
  });

  it('works at once for who wrote to the salesperson alone, or to nobody yet; for the owner always', async () => {
    const { bob, bosses, bobs, domain, lawyer } = await company();
    const buyer = `buyer@${unique('acme')}.example`;
    await deliver(test, bobs, textMail({ from: buyer, to: `${bobs.address}, ${bosses.address}` }));
    const make = { address: buyer, withDomain: true };
    expect((await bob.call('POST', '/api/v1/unfiled/make-customer', make)).statusCode).toBe(200);
    const unknown = {
      name: 'New',
      domains: [`${unique('new')}.example`],
      contacts: [{ addresses: ['a@b.example'] }],
    };
    expect((await bob.call('POST', '/api/v1/customers', unknown)).statusCode).toBe(200);
    await deliver(test, bosses, textMail({ from: lawyer, to: bosses.address }));
    const owner = await makePerson(test, 'owner');
    const given = {
      name: 'Law',
      domains: [domain],
      contacts: [{ addresses: [lawyer] }],
      ownerId: bob.user.id,
    };
    expect((await owner.call('POST', '/api/v1/customers', given)).statusCode).toBe(200);
  });
});

describe('a mail that names another in its References', () => {
  it('brings no mail of strangers to its customer’s timeline', async () => {
    const { bob, bosses, bobs } = await company();
    const buyer = `${unique('buyer')}@acme.example`;
    await makeCustomer(test, bob.user.id, { addresses: [buyer] });
    const bank = `desk@${unique('bank')}.example`;
    const statement = textMail({
      from: bank,
      to: `${bosses.address}, ${bobs.address}`,
      subject: 'Statement',
    });
    const secret = textMail({ from: bank, to: bosses.address, subject: 'Loan' });
    const ids = [await deliver(test, bosses, secret), await deliver(test, bosses, statement)];
    for (const raw of [secret, statement]) {
      const named = /Message-ID: (<.+>)/.exec(raw)?.[1];
      await deliver(
        test,
        bobs,
        textMail({ from: buyer, to: bobs.address, subject: 'Order', headers: [`References: ${named}`] }),
      );
    }
    for (const id of ids) expect((await bob.call('GET', `/api/v1/messages/${id}`)).statusCode).toBe(404);
  });

  it('is not itself put on the timeline of a customer whom nobody in it knows', async () => {
    const { bob, bosses, bobs, lawyer } = await company();
    const buyer = `${unique('buyer')}@acme.example`;
    await makeCustomer(test, bob.user.id, { addresses: [buyer] });
    const order = textMail({ from: buyer, to: bobs.address, subject: 'Order' });
    await deliver(test, bobs, order);
    const named = /Message-ID: (<.+>)/.exec(order)?.[1];
    const id = await deliver(
      test,
      bosses,
      textMail({ from: lawyer, to: bosses.address, subject: 'Opinion', headers: [`References: ${named}`] }),
    );
    expect((await bob.call('GET', `/api/v1/messages/${id}`)).statusCode).toBe(404);
  });

  it('goes to the customer’s timeline where both have to do with the same outsider, whichever comes first', async () => {
    const { bob, bosses, bobs } = await company();
    const buyer = `${unique('buyer')}@acme.example`;
    await makeCustomer(test, bob.user.id, { addresses: [buyer] });
    const forwarder = `desk@${unique('freight')}.example`;
    const order = textMail({
      from: buyer,
      to: bobs.address,
      subject: 'Order',
      headers: [`Cc: ${forwarder}`],
    });
    const named = /Message-ID: (<.+>)/.exec(order)?.[1];
    const answer = (from: string, to: string) =>
      textMail({ from, to, subject: 'Re: Order', headers: [`References: ${named}`] });
    const early = await deliver(test, bosses, answer(forwarder, bosses.address));
    await deliver(test, bobs, order);
    const late = await deliver(test, bosses, answer(bosses.address, forwarder));
    for (const id of [early, late]) {
      const reply = await bob.call('GET', `/api/v1/messages/${id}`);
      expect(reply.json().filings).toMatchObject([{ rule: 'thread' }]);
    }
  });
});

describe('Bcc', () => {
  /** A mail of the boss with a secret reader: the sent copy has the field, what is delivered has not. */
  async function blindCopy() {
    const people = await company();
    const { bosses, bobs } = people;
    const buyer = `${unique('buyer')}@acme.example`;
    const secret = `${unique('secret')}@board.example`;
    const delivered = textMail({ from: bosses.address, to: buyer, headers: [`Cc: ${bobs.address}`] });
    return {
      ...people,
      buyer,
      secret,
      delivered,
      sent: `Bcc: <${secret}>,\r\n other-${secret}\r\n${delivered}`,
    };
  }
  const read = async (who: Person, id: number) => ({
    raw: await who.call('GET', `/api/v1/messages/${id}/raw`),
    page: await who.call('GET', `/api/v1/messages/${id}`),
  });

  it.each(['sent', 'delivered'] as const)(
    'is shown to who sent it and to the owner, not to who got it, when the %s copy came first',
    async (first) => {
      const { boss, bob, bosses, bobs, secret, delivered, sent } = await blindCopy();
      const owner = await makePerson(test, 'owner');
      const sentBox = await addMailbox(bosses, 'Sent', '\\Sent');
      const send = () => deliver(test, sentBox, sent);
      const arrive = () => deliver(test, bobs, delivered);
      const id = first === 'sent' ? await send() : await arrive();
      expect(first === 'sent' ? await arrive() : await send()).toBe(id);

      for (const who of [boss, owner]) {
        const { raw, page } = await read(who, id);
        expect(raw.body).toBe(sent);
        expect(page.json().bcc.map((one: { address: string }) => one.address)).toEqual([
          secret,
          `other-${secret}`,
        ]);
      }
      const { raw, page } = await read(bob, id);
      expect(raw.body).toBe(delivered);
      expect(page.json()).toMatchObject({ bcc: [] });
      expect(page.body).not.toContain(secret);
    },
  );

  it('is taken out for who sees the only copy on a customer’s timeline', async () => {
    const { bob, bosses, buyer, secret, delivered, sent } = await blindCopy();
    await makeCustomer(test, bob.user.id, { addresses: [buyer] });
    const id = await deliver(test, bosses, sent);
    const { raw, page } = await read(bob, id);
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain(secret);
    expect(raw.body).toBe(delivered);
    expect(raw.headers['content-disposition']).toContain('without Bcc');
  });
});

describe('a mail with a forged From of ours', () => {
  it('is inbound on the customer’s timeline, and stays it when addresses are looked at again', async () => {
    const { bob, bobs } = await company();
    const buyer = `${unique('buyer')}@acme.example`;
    await makeCustomer(test, bob.user.id, { addresses: [buyer] });
    const id = await deliver(
      test,
      bobs,
      textMail({
        from: bobs.address,
        to: bobs.address,
        subject: 'New bank account',
        headers: [`Cc: ${buyer}`, 'Authentication-Results: mx.lindqvist.test; spf=fail; dmarc=fail'],
      }),
    );
    const direction = async () => (await bob.call('GET', `/api/v1/messages/${id}`)).json().direction;
    expect(await direction()).toBe('inbound');
    await requestRedirect(test.deps.db, { addresses: [bobs.address], domains: [] }, null);
    await runJobs();
    expect(await direction()).toBe('inbound');
  });
});

describe('an address of ours', () => {
  const login = {
    password: 'mail password',
    imap: { host: '127.0.0.1', port: 9, security: 'none', user: 'x' },
  };

  it('is none that belongs to a customer, whoever says so', async () => {
    const { boss, bob, bobs } = await company();
    const domain = `${unique('acme')}.example`;
    const buyer = `buyer@${domain}`;
    await makeCustomer(test, boss.user.id, { name: 'Secret Steel', addresses: [buyer] });
    const given = { name: 'Domain', domains: [`x${domain}`] };
    await boss.call('POST', '/api/v1/customers', given);
    for (const address of [buyer, `any@mail.x${domain}`])
      for (const who of [boss, bob]) {
        const added = await who.call('POST', '/api/v1/mail-accounts', { address, ...login });
        expect(added.statusCode).toBe(409);
        const mine = `${unique('own')}@lindqvist.test`;
        const aliased = await who.call('POST', '/api/v1/mail-accounts', {
          address: mine,
          aliases: [address],
          ...login,
        });
        expect(aliased.statusCode).toBe(409);
        const changed = await who.call('PATCH', `/api/v1/mail-accounts/${bobs.id}`, { aliases: [address] });
        expect(changed.statusCode).toBe(409);
        if (who === bob)
          for (const reply of [added, aliased, changed]) expect(reply.body).not.toContain('Secret Steel');
      }
  });

  it('is, for who is no administrator, none in mail that is not his, unless its domain is the company’s', async () => {
    const { boss, bob, bosses, bobs, lawyer } = await company();
    await deliver(test, bosses, textMail({ from: lawyer, to: bosses.address }));
    const alias = (who: Person) =>
      who.call('PATCH', `/api/v1/mail-accounts/${bobs.id}`, { aliases: [lawyer] });
    expect((await alias(bob)).statusCode).toBe(403);
    expect((await bob.call('POST', '/api/v1/mail-accounts', { address: lawyer, ...login })).statusCode).toBe(
      403,
    );
    const fresh = `${unique('bob')}@new.example`;
    expect((await bob.call('POST', '/api/v1/mail-accounts', { address: fresh, ...login })).statusCode).toBe(
      200,
    );
    expect((await alias(boss)).statusCode).toBe(200);
  });

  it('is one only when the server has taken its password; past mail is looked at again then', async () => {
    const { boss, bosses } = await company();
    const slip = `${unique('slip')}@typo.example`;
    const added = await boss.call('POST', '/api/v1/mail-accounts', {
      address: slip,
      ...login,
      ownerId: null,
    });
    await test.deps.db.deleteFrom('company_domain').where('domain', '=', 'typo.example').execute();
    const id = await deliver(test, bosses, textMail({ from: slip, to: 'buyer@else.example' }));
    const direction = async () => (await boss.call('GET', `/api/v1/messages/${id}`)).json().direction;
    expect(await direction()).toBe('inbound');
    await recordSignIn(test.deps.db, added.json().id, ['IMAP4rev1']);
    await runJobs();
    expect(await direction()).toBe('outbound');
  });
});
