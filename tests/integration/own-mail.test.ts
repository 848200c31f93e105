/** The product's own mail, delivered into a mailbox that it archives: known again, on no timeline, no contact. */
import { randomUUID } from 'node:crypto';
import { queueMail } from '@tradepost/core/outbox/queue-mail';
import { composeMail } from '@tradepost/mail/smtp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, startCompany } from '../helpers/company.ts';

let company: Company;
beforeAll(async () => {
  company = await startCompany();
  await company.startServices();
});
afterAll(() => company.stop());

const OFFICE = 'office@mail-of-the-product.test';

/** As the product sends it, from an address that is none of the company's, or through an account. */
async function ownMail(to: string, from = OFFICE): Promise<{ id: string; raw: Buffer }> {
  const { db } = company;
  const mailId = await db.transaction().execute((tx) =>
    queueMail(tx, {
      recipientId: null,
      to,
      kind: 'reminder-daily',
      period: randomUUID(),
      subject: 'Today',
      text: 'x',
    }),
  );
  const row = await db
    .selectFrom('outbox_mail')
    .selectAll()
    .where('id', '=', mailId)
    .executeTakeFirstOrThrow();
  return { id: row.rfc_message_id, raw: await compose(row.rfc_message_id, to, from) };
}
const compose = async (messageId: string, to: string, from = OFFICE) =>
  (
    await composeMail({
      from: { name: null, address: from },
      to,
      messageId,
      inReplyTo: null,
      date: new Date('2026-11-02T08:00:00Z'),
      subject: 'Today',
      text: 'Lindqvist Tools is due\n',
      html: '<p>Lindqvist Tools is due</p>',
    })
  ).raw;

const find = (messageId: string) =>
  company.db.selectFrom('message').selectAll().where('rfc_message_id', '=', messageId).execute();
const filings = (id: number) =>
  company.db.selectFrom('filing').select('rule').where('message_id', '=', id).execute();

describe('our own mail that comes back', () => {
  it('is known by the Message-ID of its row and by whom it went to, and filed nowhere', async () => {
    const { user } = await company.connect();
    // The office's address is a contact by somebody's mistake.
    const customer = await company.customer('Office Ltd', { addresses: [OFFICE, 'an@lindqvist.test'] });
    const real = await ownMail(user.address);
    const other = await ownMail('somebody.else@lindqvist.test');
    const made = `${randomUUID()}@tradepost.invalid`;
    const forged = { id: made, raw: await compose(made, user.address) };
    // Copied out of a colleague's mail: it went to another one.
    const stolen = { id: other.id, raw: await compose(other.id, user.address) };
    // Sent through this account, of a provider that keeps what it sent.
    const copy = await ownMail('an@lindqvist.test', user.address);
    await company.dovecot.deliver(user, copy.raw, 'Sent');
    for (const { raw } of [real, forged, stolen]) await company.dovecot.deliver(user, raw);
    await company.synced();
    const [ours] = await find(real.id);
    expect(ours).toMatchObject({ own_mail: true, automatic: 'auto-generated' });
    expect(await filings(ours!.id)).toEqual([]);
    const [kept] = await find(copy.id);
    expect(kept).toMatchObject({ own_mail: true, automatic: 'auto-generated', direction: 'outbound' });
    expect(await filings(kept!.id)).toEqual([]);
    for (const { id } of [forged, stolen]) {
      const [message] = await find(id);
      expect(message).toMatchObject({ own_mail: false });
      expect(await filings(message!.id)).toEqual([{ rule: 'contact' }]);
    }
    const row = await company.db
      .selectFrom('customer')
      .selectAll()
      .where('id', '=', customer)
      .executeTakeFirstOrThrow();
    expect(row.last_contact_at).toBeNull();
    expect(await company.db.selectFrom('task').selectAll().where('kind', '=', 'answer').execute()).toEqual(
      [],
    );
  });
});
