/**
 * A working day of the sample company: mail goes out through the sink, mails of the last days wait for an answer with
 * their clocks running, and each person's reminder comes some minutes after the first start rather than next morning.
 */
import type { AccountDeps } from '@tradepost/core/accounts/deps';
import { dayIn } from '@tradepost/core/calendar/days';
import { openComplaint } from '@tradepost/core/complaint/open';
import { loadViewer } from '@tradepost/core/users/load-viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import { setOutgoingServer } from '@tradepost/core/outbox/server';
import { raiseTasks } from '@tradepost/core/task/raise-task';
import { findUserByEmail } from '@tradepost/db/queries/users';
import { sql } from 'kysely';
import type { Dovecot } from '../launch/dovecot.ts';
import { COLLEAGUES, COMPANY, OWNER } from './correspondence/company.ts';
import { CUSTOMERS } from './correspondence/customers.ts';

const TIME_ZONE = 'Asia/Shanghai';
/** Mail that came so long before the first start counts as unanswered: long enough for some to be late. */
const ANSWERS_SINCE_DAYS = 30;
/** When everything is archived and filed, and the newcomer still looks. */
const REMINDER_AFTER_MS = 4 * 60_000;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** The product's own mail goes where all mail of the sample company goes. Runs again without harm. */
export async function sendThroughSink(deps: AccountDeps, port: number): Promise<void> {
  await setOutgoingServer(
    { ...deps, allowedMailHosts: [`127.0.0.1:${port}`] },
    {
      host: '127.0.0.1',
      port,
      security: 'none',
      user: null,
      fromAddress: `tradepost@${COMPANY.domains[0]}`,
      fromName: `Tradepost ${COMPANY.nameZh}`,
    },
    { actorId: null, privateHostAllowed: true },
  );
}

/** Once, at the first start, when people, customers and accounts are there. */
export async function settleDay(deps: AccountDeps, now: Date): Promise<void> {
  const { db } = deps;
  await sql`
    update mail_account set answers_since = least(answers_since, ${now}::timestamptz - ${ANSWERS_SINCE_DAYS} * interval '1 day')`.execute(
    db,
  );
  const morning = new Intl.DateTimeFormat('en-GB', {
    timeZone: TIME_ZONE,
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(now.getTime() + REMINDER_AFTER_MS));
  for (const email of [OWNER.email, ...Object.values(COLLEAGUES).map(({ address }) => address)]) {
    const user = await findUserByEmail(db, email);
    if (user === undefined) continue;
    const choice = { morning, weekdays: EVERY_DAY };
    await db
      .insertInto('reminder_choice')
      .values({ user_id: user.id, ...choice })
      .onConflict((oc) => oc.column('user_id').doUpdateSet(choice))
      .execute();
  }
  await giveTodos(deps, now);
  await complain(deps);
}

/** What the manager asked for. */
async function giveTodos({ db }: Pick<AccountDeps, 'db'>, now: Date): Promise<void> {
  const helen = await findUserByEmail(db, COLLEAGUES.helen.address);
  const leo = await findUserByEmail(db, COLLEAGUES.leo.address);
  if (helen === undefined || leo === undefined) return;
  await db.transaction().execute((tx) =>
    raiseTasks(tx, [
      {
        kind: 'todo',
        customerId: null,
        assigneeId: leo.id,
        title: '准备春季广交会样品清单 Sample list for the spring fair',
        dueOn: dayIn(TIME_ZONE, now),
        createdBy: helen.id,
      },
    ]),
  );
}

/** A customer who bought much is not content. */
async function complain(deps: AccountDeps): Promise<void> {
  const victor = await findUserByEmail(deps.db, COLLEAGUES.victor.address);
  const name = CUSTOMERS.find(({ owner, grade }) => owner === 'victor' && grade === 'A')?.name ?? '';
  const customer = await deps.db
    .selectFrom('customer')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirst();
  if (victor === undefined || customer === undefined) return;
  const viewer = await loadViewer(deps.db, victor);
  await openComplaint(
    deps,
    { viewer, scope: scopeOf(viewer) },
    {
      customerId: customer.id,
      sort: 'packing',
      severity: 2,
      what: '第二批货 14 箱外箱破损，客户要求补发并赔偿运费。14 cartons of the second lot arrived crushed.',
      product: 'Padlock 50 mm',
      assigneeId: victor.id,
    },
  );
}

/** Lucía writes to a customer of Leo's, at another price: a collision for Helen to decide. Once, with the other mail. */
export async function letCollide(dovecot: Dovecot, now: Date): Promise<void> {
  const customer = CUSTOMERS.find(({ owner, grade, onFile }) => owner === 'leo' && grade === 'A' && onFile);
  const [contact] = customer?.contacts ?? [];
  if (contact === undefined) return;
  const { lucia } = COLLEAGUES;
  const sent = new Date(now.getTime() - 20 * 3_600_000);
  const raw = [
    `From: ${lucia.first} ${lucia.last} <${lucia.address}>`,
    `To: ${contact.name} <${contact.address}>`,
    'Subject: Mortise locks, our best price',
    `Date: ${sent.toUTCString()}`,
    `Message-ID: <collision-${now.getTime()}@${COMPANY.domains[0]}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    `Hello ${contact.name},`,
    '',
    'a colleague of yours gave me your card. For the 72 mm mortise lock we can do USD 6.80 FOB Ningbo from 1,000 pcs,',
    'valid until the end of next month. Shall I send a proforma invoice?',
    '',
    'Kind regards,',
    `${lucia.first} ${lucia.last}`,
    '',
  ].join('\r\n');
  await dovecot.deliver(lucia.address, Buffer.from(raw), { mailbox: 'Sent', internalDate: sent, flags: 'S' });
}
