/** The owner looks into the customer information centre from a phone. */
import path from 'node:path';
import { cookieName } from '@tradepost/api/auth/cookie';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/launch/free-port.ts';
import { makePerson, startTestApp, type TestApp } from '../integration/api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail } from '../integration/api-mail.ts';
import { browserPath, openBrowser, openContext, type Watched, watch } from './browser.ts';

const WEB_ROOT = path.resolve(import.meta.dirname, '../../apps/web/dist');
/** CSS pixels of a common phone. */
const PHONE = { width: 390, height: 844 };

describe.skipIf(browserPath === undefined)('the owner on a phone', () => {
  let test: TestApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watched: Watched;
  let origin: string;
  let customer: { id: number };

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    test = await startTestApp({ publicUrl: origin, webRoot: WEB_ROOT });
    await test.app.listen({ host: '127.0.0.1', port });
    const owner = await makePerson(test, 'owner', 'Olga Owner');
    const anna = await makePerson(test, 'salesperson', 'Anna Seller');
    const account = await connectAccount(test, anna.user.id);
    customer = await makeCustomer(test, anna.user.id, {
      name: 'Hamburg Marine Supplies and Ropeworks GmbH',
      addresses: ['maria@hamburg-marine.example'],
    });
    await deliver(
      test,
      account,
      textMail({
        from: 'maria@hamburg-marine.example',
        to: account.address,
        subject: 'Order of 400 pumps',
        text: 'We take 400 pumps at the old price.',
      }),
    );
    await deliver(
      test,
      account,
      textMail({ from: 'kenji@yamato.example', to: account.address, subject: 'Inquiry on valves' }),
    );
    browser = await openBrowser();
    context = await openContext(browser, {
      locale: 'en-US',
      viewport: PHONE,
      hasTouch: true,
      isMobile: true,
    });
    context.setDefaultTimeout(90_000);
    watched = watch(context, origin);
    const [name, value] = owner.cookie.split('=', 2) as [string, string];
    expect(name).toBe(cookieName(origin));
    await context.addCookies([{ name, value, url: origin }]);
    page = await context.newPage();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await test?.close();
  });

  /** Nothing of a page stands beyond the screen's edge. */
  const overflow = () =>
    page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  it('S4-B2 reads every salesperson’s customers, timelines and mails, and who did what', async () => {
    await page.goto(`${origin}/customers`);
    await page.getByText('Hamburg Marine Supplies and Ropeworks GmbH').first().click();
    await page.waitForURL(`**/customers/${customer.id}`);
    expect(await overflow()).toBe(0);
    await page.getByText('Order of 400 pumps').first().click();
    await page.getByText('We take 400 pumps at the old price.').first().waitFor();
    expect(await overflow()).toBe(0);

    const places: [string, RegExp][] = [
      ['/unfiled', /yamato/i],
      ['/accounts', /lindqvist|@/i],
      ['/notices', /Nothing to tell you yet/],
      ['/settings/privacy', /Administrators read all mail/],
      ['/settings/outgoing', /No server is set/],
      ['/settings/audit', /Olga Owner read a mail of someone else’s/],
    ];
    for (const [place, words] of places) {
      await page.goto(origin + place);
      await page.getByText(words).first().waitFor();
      expect(await overflow(), place).toBe(0);
    }
    expect(watched.errors).toEqual([]);
    expect(watched.foreign).toEqual([]);
  });

  it('sees at the bell what is new, and reads it there', async () => {
    await page.goto(`${origin}/customers`);
    const owner = await test.deps.db
      .selectFrom('app_user')
      .select('id')
      .where('role', '=', 'owner')
      .executeTakeFirstOrThrow();
    await test.deps.db
      .insertInto('notice')
      .values({
        user_id: owner.id,
        kind: 'customer-assigned',
        dedupe_key: 'phone',
        customer_id: customer.id,
        detail: '{}',
      })
      .execute();
    await test.deps.notifier.publish({ type: 'notice', userId: owner.id });
    await page.getByRole('link', { name: 'Notices: 1 unread' }).click();
    await page.getByRole('button', { name: /is your customer now/ }).click();
    await page.waitForURL(`**/customers/${customer.id}`);
    await page.getByRole('link', { name: 'Notices: 0 unread' }).waitFor();
  });
});
