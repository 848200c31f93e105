/** Inquiries that platforms hand on: from the mail to the customer's timeline, or to a person. */
import type { Inquiry, InquiryDetail } from '@tradepost/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOLDEN, type GoldenMail, rawMail } from '../helpers/inquiry-mails.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail, unique } from './api-mail.ts';
import { runJobs } from './intake-jobs.ts';

let test: TestApp;
let anna: Person;
let manager: Person;
let account: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson', 'Anna');
  manager = await makePerson(test, 'manager', 'Marta');
  account = await connectAccount(test, anna.user.id);
});
afterAll(() => test.close());

/** Archives the mail, and reads it. */
async function receive(mail: GoldenMail, box = account): Promise<Inquiry> {
  const messageId = await deliver(test, box, rawMail(mail, box.address, unique('inquiry')));
  await runJobs(test);
  return findByMessage(messageId);
}

async function findByMessage(messageId: number): Promise<Inquiry> {
  const row = await test.deps.db
    .selectFrom('inquiry')
    .select('id')
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
  const owner = await makePerson(test, 'owner');
  return (await owner.call('GET', `/api/v1/inquiries/${row.id}`)).json<InquiryDetail>();
}

const from = (name: string, change: Partial<GoldenMail> = {}): GoldenMail => ({
  ...(GOLDEN[name] as GoldenMail),
  ...change,
});

/** A mail of an unknown buyer, made-in-china's labels. */
const newBuyer = (company: string, email: string): GoldenMail => ({
  from: 'inquiry@made-in-china.com',
  subject: 'New inquiry for your product',
  text: `Sender: Mr. Ivan Petrov\nEmail: ${email}\nCountry/Region: Bulgaria\nCompany: ${company}\nProduct: Bearings\nQuantity: 500`,
  auth: 'mx.lindqvist.test; dkim=pass header.d=made-in-china.com',
});

it('S0-02 a platform’s inquiry becomes one inquiry and one customer with buyer, country, product and platform, without typing', async () => {
  const inquiry = await receive(
    from('made-in-china, a table of nine labels', {
      html: `${GOLDEN['made-in-china, a table of nine labels']?.html ?? ''}<table><tr><td>Product</td><td>Lathe CK6140</td></tr></table>`,
    }),
  );
  expect(inquiry).toMatchObject({
    platform: 'made-in-china',
    state: 'filed',
    sender: 'verified',
    buyerName: 'Peter Hansen',
    company: 'Hansen Maskin A/S',
    country: 'DK',
    product: 'Lathe CK6140',
    madeCustomer: true,
    ownerName: 'Anna',
  });
  const customer = (await anna.call('GET', `/api/v1/customers/${inquiry.customerId}`)).json();
  expect(customer).toMatchObject({
    name: 'Hansen Maskin A/S',
    country: 'DK',
    source: 'Made-in-China.com',
    contacts: [{ name: 'Peter Hansen', addresses: ['peter@hansen-maskin.example'] }],
  });
  const timeline = (await anna.call('GET', `/api/v1/customers/${inquiry.customerId}/timeline`)).json();
  expect(
    timeline.items.map((entry: { kind: string; event?: string }) => entry.event ?? entry.kind).sort(),
  ).toEqual(['inquiry', 'mail']);
  const message = (await anna.call('GET', `/api/v1/messages/${inquiry.messageId}`)).json();
  expect(message.filings).toMatchObject([{ rule: 'platform', customerName: 'Hansen Maskin A/S' }]);
  const notices = await test.deps.db
    .selectFrom('notice')
    .select(['kind', 'subject_id'])
    .where('user_id', '=', anna.user.id)
    .where('kind', '=', 'inquiry-assigned')
    .where('subject_id', '=', inquiry.id)
    .execute();
  expect(notices).toHaveLength(1);

  // The same buyer again: the same customer, though the relay's address is nobody's contact.
  const second = await receive({
    ...newBuyer('Hansen Maskin', 'peter@hansen-maskin.example'),
    subject: 'Inquiry for a second lathe',
  });
  expect(second).toMatchObject({ state: 'filed', customerId: inquiry.customerId, madeCustomer: false });
  const addresses = await test.deps.db
    .selectFrom('contact_address')
    .select('address')
    .where('address', 'like', '%made-in-china%')
    .execute();
  expect(addresses).toEqual([]);
});

describe('the buyer', () => {
  it('S0-02 who is known goes to the owner of the customer, whoever’s account the mail came to', async () => {
    const bo = await makePerson(test, 'salesperson', 'Bo');
    const email = `${unique('buyer')}@${unique('steel')}.example`;
    const known = await makeCustomer(test, bo.user.id, { addresses: [email] });
    const inquiry = await receive(newBuyer('Whatever', email));
    expect(inquiry).toMatchObject({ customerId: known.id, ownerName: 'Bo', madeCustomer: false });
    // Anna has the mail in her account, and may not know whose the customer is.
    const hers = (await anna.call('GET', `/api/v1/inquiries/${inquiry.id}`)).json<InquiryDetail>();
    expect(hers).toMatchObject({ state: 'filed', customerId: null, customerName: null, ownerName: null });
  });

  it('S0-02 who is known as a customer of one who has left is told to who leads him', async () => {
    const gone = await makePerson(test, 'salesperson', 'Gone');
    const email = `${unique('ivan')}@${unique('sofia')}.example`;
    const { id } = await makeCustomer(test, gone.user.id, { addresses: [email] });
    await test.deps.db
      .updateTable('app_user')
      .set({ disabled_at: new Date() })
      .where('id', '=', gone.user.id)
      .execute();
    const inquiry = await receive(newBuyer('Sofia Bearings', email));
    expect(inquiry.customerId).toBe(id);
    const told = await test.deps.db
      .selectFrom('notice')
      .select('user_id')
      .where('kind', '=', 'inquiry-assigned')
      .where('subject_id', '=', inquiry.id)
      .execute();
    expect(told).toHaveLength(1);
    expect(told[0]?.user_id).not.toBe(gone.user.id);
  });

  it('S0-02 without an address is a prospect, and is known again by the relay that the platform made for him', async () => {
    const first = await receive(from('alibaba, only a relay'));
    expect(first).toMatchObject({
      email: null,
      buyerName: 'Ahmed Khan',
      relayAddress: 'relay-8f3a@message.alibaba.com',
    });
    const second = await receive(from('alibaba, only a relay', { subject: 'New inquiry from Ahmed' }));
    expect(second.customerId).toBe(first.customerId);
  });

  it('S0-02 is answered by way of his relay: what goes there and comes by it is on his timeline, and it is nobody’s contact', async () => {
    const relay = `${unique('relay-')}@message.alibaba.com`;
    const first = await receive(
      from('alibaba, only a relay', { replyTo: relay, subject: 'New inquiry from Lena Vogt' }),
    );
    expect(first).toMatchObject({ state: 'filed', relayAddress: relay });
    const filed = async (messageId: number) =>
      (await anna.call('GET', `/api/v1/messages/${messageId}`)).json().filings;
    // Written anew, in no thread of the inquiry's.
    const answer = await deliver(
      test,
      account,
      textMail({ from: account.address, to: relay, subject: 'Our offer' }),
    );
    expect(await filed(answer)).toMatchObject([{ rule: 'platform', customerId: first.customerId }]);
    const next = await deliver(
      test,
      account,
      rawMail(
        {
          from: 'feedback@service.alibaba.com',
          replyTo: relay,
          subject: 'You have a message from Lena!',
          text: 'Thanks',
        },
        account.address,
        unique('conversation'),
      ),
    );
    await runJobs(test);
    expect(await filed(next)).toMatchObject([{ customerId: first.customerId }]);
    // The platform's common sender is everybody's.
    const other = await deliver(
      test,
      account,
      textMail({
        from: 'feedback@service.alibaba.com',
        to: account.address,
        subject: 'You have a message from Otto!',
      }),
    );
    expect(await filed(other)).toEqual([]);
    const contacts = await test.deps.db
      .selectFrom('contact_address')
      .select('address')
      .where('address', '=', relay)
      .execute();
    expect(contacts).toEqual([]);
  });

  it('S0-02 who is new is given by the rules: by region, by product, else in turns; who is known stays with his owner', async () => {
    const [bo, cleo, dan] = await Promise.all(
      ['Bo', 'Cleo', 'Dan'].map((name) => makePerson(test, 'salesperson', name)),
    );
    const ids = (...people: (Person | undefined)[]) => people.map((one) => one?.user.id ?? 0);
    const rule = { countries: [], regions: [], products: [], mostHeld: null };
    const owner = await makePerson(test, 'owner');
    const rules = [
      { ...rule, regions: ['欧洲'], products: ['bearing'], userIds: ids(bo) },
      { ...rule, regions: ['Middle East'], userIds: ids(cleo) },
      { ...rule, products: ['lathe'], userIds: ids(dan) },
      { ...rule, userIds: ids(bo, cleo) },
    ];
    const set = await owner.call('POST', '/api/v1/assignment-rules', { items: rules });
    expect(set.statusCode).toBe(200);
    const asks = (country: string, product: string, email = `${unique('b')}@${unique('new')}.example`) => {
      const mail = newBuyer(unique('Buyer '), email);
      const text = (mail.text ?? '').replace('Bulgaria', country).replace('Bearings', product);
      return receive({ ...mail, text });
    };
    const email = `${unique('b')}@${unique('new')}.example`;
    const inEurope = await asks('Bulgaria', 'Ball bearings 6204', email);
    const given = [
      inEurope,
      await asks('Saudi Arabia', 'Lathe CK6140'),
      await asks('Germany', 'Lathe CK6140'),
      await asks('Brazil', 'Pumps'),
      await asks('Brazil', 'Pumps'),
      await asks('Kenya', 'Pumps'),
      await asks('Brazil', 'Lathe CK6140', email),
    ];
    expect(given.map(({ ownerName }) => ownerName)).toEqual(['Bo', 'Cleo', 'Dan', 'Bo', 'Cleo', 'Bo', 'Bo']);
    expect(given.at(-1)).toMatchObject({ customerId: inEurope.customerId, madeCustomer: false });
    await test.deps.db.deleteFrom('assignment_rule').execute();
  });

  it('S0-02 of an account that is nobody’s is nobody’s, and leaders find it', async () => {
    const shared = await connectAccount(test, null);
    const inquiry = await receive(
      newBuyer(unique('Shared Co '), `${unique('a')}@${unique('shared')}.example`),
      shared,
    );
    expect(inquiry).toMatchObject({ state: 'filed', ownerId: null });
    const list = (await manager.call('GET', '/api/v1/inquiries?state=filed&unassigned=true')).json();
    expect(list.items.map((item: Inquiry) => item.id)).toContain(inquiry.id);
  });

  it('whose address stands in a colleague’s mail waits for a person: the claim would show that mail', async () => {
    const bo = await makePerson(test, 'salesperson');
    const his = await connectAccount(test, bo.user.id);
    const email = `${unique('secret')}@${unique('quiet')}.example`;
    await deliver(test, his, textMail({ from: email, to: his.address }));
    expect(await receive(newBuyer(unique('Quiet '), email))).toMatchObject({
      state: 'queued',
      doubt: 'seen-elsewhere',
    });
  });
});

describe('what waits for a person', () => {
  it.each([
    ['a sender who only looks like the platform', 'lookalike'],
    ['the platform’s address, refused by SPF and DMARC', 'forged'],
    ['alibaba of 2016, name and company in nested tables without labels', 'no-buyer'],
  ])('is %s', async (name, doubt) => {
    expect(await receive(from(name))).toMatchObject({ state: 'queued', doubt, customerId: null });
  });

  it('is completed by hand, and its labels are read by themselves the next time', async () => {
    const mail = (company: string): GoldenMail => ({
      from: 'hello@globalsources.com',
      subject: 'Inquiry',
      text: `Firma: ${company}\nAnsprechpartner: Jutta Kern\n`,
    });
    const [one, two] = [unique('Kern Werke '), unique('Kern Bau ')];
    const waiting = await receive(mail(one));
    expect(waiting).toMatchObject({ state: 'queued', doubt: 'low-confidence' });
    const done = await anna.call('POST', `/api/v1/inquiries/${waiting.id}/complete`, {
      company: one,
      buyerName: 'Jutta Kern',
      country: 'DE',
    });
    expect(done.json()).toMatchObject({
      state: 'filed',
      customerName: one,
      ownerName: 'Anna',
      decidedByName: 'Anna',
    });
    const labels = (await anna.call('GET', '/api/v1/inquiry-labels')).json();
    expect(labels.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ label: 'firma', field: 'company' }),
        expect.objectContaining({ label: 'ansprechpartner', field: 'buyerName' }),
      ]),
    );
    expect(await receive(mail(two))).toMatchObject({ state: 'filed', company: two, buyerName: 'Jutta Kern' });
    const again = await anna.call('POST', `/api/v1/inquiries/${waiting.id}/complete`, { company: one });
    expect(again.statusCode).toBe(409);
  });

  it('is dismissed with a reason, and stays away', async () => {
    const waiting = await receive(
      from('a sender who only looks like the platform', { subject: 'New inquiry no. 2' }),
    );
    const done = await anna.call('POST', `/api/v1/inquiries/${waiting.id}/dismiss`, { reason: 'Phishing' });
    expect(done.json()).toMatchObject({ state: 'dismissed', reason: 'Phishing', decidedByName: 'Anna' });
    const list = (await anna.call('GET', '/api/v1/inquiries?state=queued')).json();
    expect(list.items.map((item: Inquiry) => item.id)).not.toContain(waiting.id);
  });

  it('of ten years ago makes nobody a customer and tells nobody', async () => {
    const company = unique('Old Trade ');
    const raw = rawMail(
      newBuyer(company, `${unique('old')}@${unique('oldtrade')}.example`),
      account.address,
      unique('old'),
    );
    const messageId = await deliver(
      test,
      account,
      raw.replace(/^Date: .*$/m, 'Date: Mon, 02 Mar 2015 10:00:00 +0000'),
    );
    await runJobs(test);
    const past = await findByMessage(messageId);
    expect(past).toMatchObject({ state: 'past', customerId: null, company });
    const made = await anna.call('POST', `/api/v1/inquiries/${past.id}/complete`, { company });
    expect(made.json()).toMatchObject({ state: 'filed', customerName: company });
  });
});

it('a newsletter of a platform leaves nothing behind', async () => {
  const messageId = await deliver(
    test,
    account,
    rawMail(from('a newsletter'), account.address, unique('news')),
  );
  await runJobs(test);
  expect(
    await test.deps.db.selectFrom('inquiry').select('id').where('message_id', '=', messageId).execute(),
  ).toEqual([]);
});
