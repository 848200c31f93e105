/** Somebody looks for a mail: at the desk and in the hand, in both languages. */
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { freePort } from '../../scripts/launch/free-port.ts';
import { makePerson, startTestApp, type TestApp } from '../integration/api-app.ts';
import { connectAccount, deliver, makeCustomer, richMail, textMail } from '../integration/api-mail.ts';
import { browserPath, openBrowser, openContext, type Watched, watch } from './browser.ts';

const WEB_ROOT = path.resolve(import.meta.dirname, '../../apps/web/dist');
const DAY_MS = 86_400_000;

describe.skipIf(browserPath === undefined)('a search', () => {
  let test: TestApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watched: Watched;
  let origin: string;

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    test = await startTestApp({ publicUrl: origin, webRoot: WEB_ROOT });
    await test.app.listen({ host: '127.0.0.1', port });
    const owner = await makePerson(test, 'owner', '沈慧 Helen Shen');
    const anna = await makePerson(test, 'salesperson', 'Anna Li');
    const account = await connectAccount(test, anna.user.id);
    await makeCustomer(test, anna.user.id, {
      name: 'Müller Beschläge GmbH',
      addresses: ['hans@mueller-beschlaege.example'],
    });
    await makeCustomer(test, anna.user.id, {
      name: 'Hamburg Marine Supplies and Ropeworks GmbH',
      addresses: ['maria@hamburg-marine.example'],
    });
    const hans = 'Hans Müller <hans@mueller-beschlaege.example>';
    const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
    for (let n = 1; n <= 24; n++)
      await deliver(
        test,
        account,
        textMail({
          from: n % 3 === 0 ? 'Maria Lind <maria@hamburg-marine.example>' : hans,
          to: account.address,
          subject: `Order PO-2026/${100 + n}: door hinges`,
          date: daysAgo(n * 40),
          text: `Dear Anna,\n\nplease send ${n * 100} hinges of stainless steel 304, packed in cartons of 50, to our warehouse in Hamburg. The last ones were fine.\n\nBest regards`,
        }),
      );
    await deliver(
      test,
      account,
      textMail({
        from: account.address,
        to: hans,
        subject: '不锈钢铰链报价',
        text: '穆勒先生，您好！\n\n附上不锈钢铰链的最新报价，交货期三十天。\n\n> Can you offer stainless hinges again?',
      }),
    );
    await deliver(
      test,
      account,
      richMail({
        from: hans,
        to: account.address,
        subject: 'Drawing of the stainless hinge',
        html: '<p>Dear Anna, the drawing of the <b>stainless</b> hinge is attached.</p>',
        disposition: 'filename=hinge-drawing.html',
      }),
    );
    browser = await openBrowser();
    context = await openContext(browser, {
      locale: 'en-US',
      viewport: { width: 1440, height: 900 },
      // As most people see it; the other tests are of those who want no motion.
      reducedMotion: 'no-preference',
    });
    context.setDefaultTimeout(60_000);
    watched = watch(context, origin);
    const [name, value] = owner.cookie.split('=', 2) as [string, string];
    await context.addCookies([{ name, value, url: origin }]);
    page = await context.newPage();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await test?.close();
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const box = () => page.getByRole('combobox', { name: /^(Search|搜索)$/ });
  const asked = () => new URL(page.url()).searchParams.get('q');
  const overflow = () =>
    page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  const search = async (q: string) => {
    await box().fill(q);
    await box().press('Enter');
    await page.waitForURL((url) => url.searchParams.get('q') === q);
  };

  it('S0-13 is typed anywhere, shows what it found and where, is narrowed, opened and kept', async () => {
    onTestFailed(async () => {
      process.stderr.write(`${watched.errors.join('\n')}\n${page.url()}\n`);
      process.stderr.write(`${(await page.locator('body').innerText()).slice(0, 3_000)}\n`);
    });
    // From any page by a key; while one types, what may be meant.
    await page.goto(`${origin}/customers`);
    await page.getByText('Müller Beschläge GmbH').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('mülle');
    await page
      .getByRole('option', { name: /Müller Beschläge GmbH/ })
      .first()
      .waitFor();
    await box().fill('fr');
    await page.getByRole('option', { name: 'from:' }).waitFor();
    await box().press('ArrowDown');
    await box().press('Tab');
    expect(await box().inputValue()).toBe('from:');

    // What was found, marked; the next page comes by itself.
    await search('stainless hinges');
    await page.locator('mark', { hasText: 'hinges' }).first().waitFor();
    await page.getByText(/^2\d matches$/).waitFor();
    await page.getByRole('link', { name: 'Order PO-2026/118: door hinges' }).scrollIntoViewIfNeeded();
    await page.getByText('That is all').waitFor();
    await page.getByRole('link', { name: 'Order PO-2026/124: door hinges' }).waitFor();

    // Narrowed by a facet and widened again.
    await page.getByRole('link', { name: /^Only Sent/ }).click();
    await page.getByText('1 match', { exact: true }).waitFor();
    expect(asked()).toBe('stainless hinges direction:outbound');
    await page.getByRole('link', { name: /^No longer only Sent/ }).click();
    await page.getByText(/^2\d matches$/).waitFor();

    // Opened beside the list, and closed by a key.
    await page.getByRole('link', { name: 'Order PO-2026/101: door hinges' }).click();
    await page.getByRole('tabpanel').getByText('packed in cartons of 50').waitFor();
    await page.getByRole('tabpanel').locator('mark', { hasText: 'stainless' }).waitFor();
    expect(await page.locator('mark').count()).toBeGreaterThan(3);
    await page.keyboard.press('Escape');
    await page.getByRole('tabpanel').waitFor({ state: 'detached' });

    // Kept under a name.
    await button('Save this search').click();
    await page.getByLabel('Name').fill('Hinges');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.goto(`${origin}/search`);
    await page.getByRole('link', { name: 'Hinges' }).click();
    await page.getByText(/^2\d matches$/).waitFor();

    // A fault points at its place and says what was meant.
    await search('form:hans drawing');
    await page.locator('mark', { hasText: /^form:$/ }).waitFor();
    await page.getByRole('link', { name: 'from:' }).click();
    await page.getByRole('link', { name: 'Drawing of the stainless hinge' }).waitFor();

    // The form says the same, and writes it in the reader's language.
    await button('Language').click();
    await page.getByText('简体中文').click();
    await button('更多条件').click();
    expect(await page.getByLabel('发件人').inputValue()).toBe('hans');
    await page.getByLabel('附件名').fill('hinge');
    await page.getByRole('dialog').getByRole('button', { name: '搜索' }).click();
    await page.waitForURL(/q=/);
    await page.getByText('共 1 条').waitFor();
    expect(asked()).toBe('drawing 发件人:hans 附件名:hinge');
    await search('没有这样的词');
    await page.getByText('没有找到').waitFor();

    // In the hand: the mail opens over the list, which stays.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${origin}/customers`);
    await button('搜索').click();
    await box().fill('铰链');
    await box().press('Enter');
    await page.locator('mark', { hasText: '铰链' }).first().waitFor();
    expect(await overflow()).toBe(0);
    await page.getByRole('link', { name: '不锈钢铰链报价' }).click();
    await page.getByText('交货期三十天').last().waitFor();
    expect(await overflow()).toBe(0);
    await button('返回').click();
    await page.getByRole('link', { name: '不锈钢铰链报价' }).waitFor();
    await button('缩小范围').click();
    await page.getByRole('link', { name: /^只看发出/ }).click();
    await page.getByText('共 1 条').waitFor();
    expect(watched.errors).toEqual([]);
    expect(watched.foreign).toEqual([]);
  });
});
