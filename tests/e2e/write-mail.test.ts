/** Answering a mail in a real browser: written, taken back, sent over SMTP, and on the timeline. */
import { cookieName } from '@tradepost/api/auth/cookie';
import { secretOwner } from '@tradepost/core/accounts/deps';
import { openSecretBox } from '@tradepost/core/secrets';
import { insertUser } from '@tradepost/core/users/create';
import { startSession } from '@tradepost/core/users/session';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import type { MailUser } from '../helpers/dovecot.ts';
import { mail } from '../helpers/mails.ts';
import { type SmtpSink, startSmtpSink } from '../helpers/smtp-sink.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { browserPath, openBrowser, openContext, type Watched, watch } from './browser.ts';
import { type Office, openOffice } from './office.ts';

if (browserPath === undefined) console.warn('No Chromium is installed: writing mail is not tried in one');

const BUYER = 'maria@lindqvist-marine.example';

describe.skipIf(browserPath === undefined)('writing mail', () => {
  let office: Office;
  let browser: Browser;
  let sink: SmtpSink;
  let page: Page;
  let watched: Watched;
  let seller: MailUser;
  let customerId: number;

  beforeAll(async () => {
    [office, browser, sink] = await Promise.all([openOffice(), openBrowser(), startSmtpSink()]);
    const { db, dovecot, env } = office.company;
    seller = await dovecot.createUser('helen@own-company.test');
    const user = await insertUser(
      db,
      { email: seller.address, name: 'Helen Shen', role: 'owner' },
      'no password',
    );
    const session = await startSession(db, user.id, { ip: null, userAgent: null });
    const secrets = await openSecretBox({
      key: null,
      keyFile: path.join(env['TRADEPOST_DATA'] as string, 'keys.json'),
    });
    const { keyId, sealed } = secrets.seal(secretOwner(seller.address), seller.password);
    await dovecot.deliver(
      seller,
      mail({ from: `Maria Lind <${BUYER}>`, to: seller.address, subject: 'Inquiry 118', date: new Date() }),
    );
    customerId = (
      await db
        .insertInto('customer')
        .values({
          name: 'Lindqvist Marine AB',
          owner_id: user.id,
          country: 'SE',
          time_zone: 'Europe/Stockholm',
        })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
    const contact = await db
      .insertInto('contact')
      .values({ customer_id: customerId, name: 'Maria Lind' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('contact_address')
      .values({ address: BUYER, contact_id: contact.id, customer_id: customerId })
      .execute();
    await db
      .insertInto('mail_account')
      .values({
        address: seller.address,
        owner_id: user.id,
        imap_host: dovecot.host,
        imap_port: dovecot.port,
        imap_security: 'none',
        imap_user: seller.user,
        private_host_allowed: true,
        secret_key_id: keyId,
        secret: sealed,
        smtp_host: sink.host,
        smtp_port: sink.port,
        smtp_security: 'none',
        smtp_private_host_allowed: true,
      })
      .execute();
    const context = await openContext(browser, { locale: 'en-US', viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(60_000);
    await context.addCookies([{ name: cookieName(office.origin), value: session.token, url: office.origin }]);
    watched = watch(context, office.origin);
    page = await context.newPage();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await office?.stop();
    await sink?.stop();
  });

  it('answers, takes it back, sends it, and sees it on the timeline', async () => {
    onTestFailed(async () => {
      process.stderr.write(`${office.output()}\n${watched.errors.join('\n')}\n${page.url()}\n`);
      process.stderr.write(`${(await page.locator('body').innerText()).slice(0, 3_000)}\n`);
    });
    await page.goto(`${office.origin}/customers/${customerId}`);
    const timeline = page.getByRole('region', { name: /^Timeline of Lindqvist/ });
    await timeline.getByRole('link', { name: 'Inquiry 118', exact: true }).click();
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    const letter = page.getByRole('dialog', { name: 'Reply' });
    const text = letter.getByRole('textbox', { name: 'Text of the letter' });
    await text.click();
    await page.keyboard.type('Dear Maria,');
    await page.keyboard.press('Enter');
    await page.keyboard.type('the hinges ship on Friday. 您好');
    await letter.getByText(/^Saved at/).waitFor();

    // Sent by the keyboard, and taken back: it is there again, word for word, and nothing went out.
    await page.keyboard.press('Control+Enter');
    await letter.waitFor({ state: 'detached' });
    // Also from another page.
    await page.getByRole('link', { name: 'Letters' }).click();
    const bar = page.getByRole('status').filter({ hasText: 'Goes out in' });
    await bar.getByRole('button', { name: 'Undo' }).click();
    const again = page.getByRole('dialog', { name: 'Reply' });
    await again.getByText('the hinges ship on Friday. 您好').waitFor();
    expect(sink.mails).toEqual([]);

    // Put away, and gone on with from the letter's own page, which has just read it.
    await again.getByRole('button', { name: 'Keep the draft and close' }).click();
    await again.waitFor({ state: 'detached' });
    const { id: letterId } = await office.company.db
      .selectFrom('letter')
      .select('id')
      .executeTakeFirstOrThrow();
    await page.goto(`${office.origin}/letters/${letterId}`);
    await page.getByRole('button', { name: 'Go on writing' }).click();
    await again.getByText('the hinges ship on Friday. 您好').waitFor();

    await again.getByRole('button', { name: /Send$/ }).click();
    await bar.waitFor();
    await waitFor(() => sink.mails.length > 0, { timeoutMs: 60_000, what: 'the mail at the server' });
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]?.to).toEqual([BUYER]);
    const raw = sink.mails[0]?.raw.toString() ?? '';
    expect(raw).toMatch(/^Subject: Re: Inquiry 118/m);
    expect(raw).toMatch(/^In-Reply-To: </m);

    await page.goto(`${office.origin}/customers/${customerId}`);
    await timeline.getByRole('link', { name: 'Re: Inquiry 118', exact: true }).first().waitFor();
    // Its copy in Sent is the same message.
    expect(await timeline.getByRole('link', { name: 'Re: Inquiry 118', exact: true }).count()).toBe(1);
    expect(watched.errors).toEqual([]);
    expect(watched.foreign).toEqual([]);
  });
});
