/** What the sample company writes often, an inquiry of a platform that waits, and a customer put off for long. */
import type { AccountDeps } from '@tradepost/core/accounts/deps';
import { addDays, dayIn } from '@tradepost/core/calendar/days';
import { createTemplate } from '@tradepost/core/letter/templates';
import { setNextContact } from '@tradepost/core/record/next-contact';
import { loadViewer } from '@tradepost/core/users/load-viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import { findUserByEmail } from '@tradepost/db/queries/users';
import type { Dovecot } from '../launch/dovecot.ts';
import { COLLEAGUES, COMPANY } from './correspondence/company.ts';
import { CUSTOMERS } from './correspondence/customers.ts';
import { TEMPLATES } from './letter-table.ts';

const FAR_DAYS = 200;

/** The company's, kept by its manager. */
export async function settleTemplates({ db }: Pick<AccountDeps, 'db'>): Promise<void> {
  const user = await findUserByEmail(db, COLLEAGUES.helen.address);
  if (user === undefined) return;
  const viewer = await loadViewer(db, user);
  for (const { lines, ...template } of TEMPLATES)
    await createTemplate(
      db,
      { viewer, scope: scopeOf(viewer), user },
      { ...template, companyWide: true, html: lines.map((line) => `<div>${line || '<br>'}</div>`).join('') },
    );
}

/** Somebody was told to come back in spring: his manager sees it among the dates far away. */
export async function putOffForLong(deps: AccountDeps, now: Date): Promise<void> {
  const lucia = await findUserByEmail(deps.db, COLLEAGUES.lucia.address);
  const name = CUSTOMERS.find(({ owner, grade }) => owner === 'lucia' && grade === 'C')?.name ?? '';
  const customer = await deps.db
    .selectFrom('customer')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirst();
  if (lucia === undefined || customer === undefined) return;
  const viewer = await loadViewer(deps.db, lucia);
  const on = addDays(dayIn('Asia/Shanghai', now), FAR_DAYS);
  await setNextContact(deps, { viewer, scope: scopeOf(viewer) }, customer.id, on);
}

/** Made-in-China hands on what a buyer asks; it came two days ago, and nobody has answered. */
export async function letInquire(dovecot: Dovecot, now: Date): Promise<void> {
  const sent = new Date(now.getTime() - 50 * 3_600_000);
  const rows = {
    Sender: 'Mr. Tomasz Zielinski',
    Email: 'tomasz@zielinski-okucia.example',
    Company: 'Zieliński Okucia Sp. z o.o.',
    'Country/Region': 'Poland',
    Telephone: '+48 61 555 0142',
    Product: 'Mortise lock 72 mm',
    Quantity: '2,000 pcs',
  };
  const html = `<div id="mail_cont"><p>Please quote CIF Gdansk, with your best lead time.</p><table>${Object.entries(
    rows,
  )
    .map(([label, value]) => `<tr><td>${label}:</td><td>${value}</td></tr>`)
    .join('')}</table><p><a href="https://www.made-in-china.com/x">Reply</a>
    <a href="https://www.made-in-china.com/y">Help</a></p></div>`;
  const raw = [
    'From: Made-in-China.com <inquiry@made-in-china.com>',
    `To: ${COLLEAGUES.leo.address}`,
    'Subject: Inquiry about Mortise lock 72 mm',
    `Date: ${sent.toUTCString()}`,
    `Message-ID: <inquiry-${now.getTime()}@made-in-china.com>`,
    `Authentication-Results: mx.${COMPANY.domains[0]}; dkim=pass header.d=made-in-china.com`,
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    html,
    '',
  ].join('\r\n');
  await dovecot.deliver(COLLEAGUES.leo.address, Buffer.from(raw), { internalDate: sent });
}
