/** The first day with the product, in a real browser on real services: the main job from end to end. */
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import type { MailUser } from '../helpers/dovecot.ts';
import { mail } from '../helpers/mails.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { browserPath, openBrowser, openContext, type Watched, watch } from './browser.ts';
import { FILE, FILE_NAME, offerMail, PNG, REMOTE_PICTURE } from './mails.ts';
import { type Office, openOffice } from './office.ts';

if (browserPath === undefined) console.warn('No Chromium is installed: the web app is not tried in one');

const PASSWORD = 'a few plain words';
const OLD_MAILS = 40;

describe.skipIf(browserPath === undefined)('the first day', () => {
  let office: Office;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watched: Watched;
  let seller: MailUser;
  let offer: Buffer;
  let remotePictures = 0;

  beforeAll(async () => {
    [office, browser] = await Promise.all([openOffice(), openBrowser()]);
    const { dovecot } = office.company;
    seller = await dovecot.createUser('helen@own-company.test');
    for (let n = 0; n < OLD_MAILS; n++)
      await dovecot.deliver(
        seller,
        mail({
          from: n % 4 === 0 ? 'Kenji Sato <sato@yamato-valve.example>' : 'maria@lindqvist-marine.example',
          to: seller.address,
          subject: `Inquiry ${n}`,
          date: new Date(Date.now() - (n + 1) * 86_400_000),
        }),
      );
    offer = offerMail(seller.address);
    context = await openContext(browser, {
      locale: 'en-US',
      viewport: { width: 1440, height: 900 },
      acceptDownloads: true,
    });
    context.setDefaultTimeout(90_000);
    watched = watch(context, office.origin);
    await context.route(REMOTE_PICTURE, (route) => {
      remotePictures++;
      return route.fulfill({ contentType: 'image/png', body: PNG });
    });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await office?.stop();
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const link = (name: string | RegExp) => page.getByRole('link', { name });

  async function download(start: () => Promise<void>): Promise<{ name: string; octets: Buffer }> {
    const [got] = await Promise.all<[Promise<Download>, Promise<void>]>([
      page.waitForEvent('download'),
      start(),
    ]);
    return { name: got.suggestedFilename(), octets: await readFile(await got.path()) };
  }

  it('goes from the one-time link to a timeline that lives, in two languages, on a desk and in a hand', async () => {
    onTestFailed(async () => {
      process.stderr.write(`${office.output()}\n${watched.errors.join('\n')}\n${page.url()}\n`);
      process.stderr.write(`${(await page.locator('body').innerText()).slice(0, 3_000)}\n`);
    });

    // The first administrator.
    await page.goto(office.link);
    await page.getByLabel('Company name').fill('Own Company 自家公司');
    await page.getByLabel('Your name').fill('沈慧 Helen Shen');
    await page.getByLabel('E-mail').fill(seller.address);
    await page.getByLabel('Password').fill(PASSWORD);
    await button('Create the account').click();
    await page.getByRole('heading', { name: 'Your customers stand here' }).waitFor();
    expect(await button(/^Your account/).innerText()).toContain('沈');

    // A mailbox, step by step.
    await link(/Connect a mailbox/).click();
    await page.getByLabel('E-mail address of the mailbox').fill(seller.address);
    await button('Continue').click();
    await page.getByLabel('Password', { exact: true }).fill(seller.password);
    await page.getByLabel('IMAP server').fill(office.company.dovecot.host);
    await page.getByLabel('Security').click();
    await page.getByText('None (readable on the way)').click();
    await page.getByLabel('Port').fill(String(office.company.dovecot.port));
    await page.getByLabel('User name').fill(seller.user);
    await button('Test the connection').click();
    await page.getByText('Signed in', { exact: true }).waitFor();
    await button('Start the archive').click();

    // Its progress, by itself, to the end.
    await page.getByText('Up to date').waitFor();
    await page.getByText(`${OLD_MAILS} mails`).waitFor();
    await link(seller.address).click();
    await page.getByText('It adds up.').waitFor();

    // A customer; its past is filed.
    await link('Customers').click();
    await button('New customer').or(button('Enter one')).first().click();
    await page.getByLabel('Company name').fill('Lindqvist Marine AB');
    const addresses = page.getByRole('combobox', { name: 'E-mail addresses' });
    await addresses.fill('maria@lindqvist-marine.example');
    await addresses.press('Enter');
    await button('Create the customer').click();
    const timeline = page.getByRole('region', { name: /^Timeline of Lindqvist/ });
    await timeline.getByRole('link', { name: 'Inquiry 1', exact: true }).waitFor();

    // A new mail comes to the open timeline by itself.
    await waitFor(
      async () =>
        (await office.company.db.selectFrom('mail_account').select('watch_owner').executeTakeFirst())
          ?.watch_owner,
    );
    await office.company.dovecot.deliver(seller, offer);
    const entry = timeline.getByRole('link', { name: 'Re: 报价 2026-118' });
    await entry.waitFor();
    // Within two seconds; a busy machine has a few tries.
    let quickest = Infinity;
    for (let n = 1; n <= 15 && quickest >= 2_000; n++) {
      await office.company.dovecot.deliver(
        seller,
        mail({ from: 'maria@lindqvist-marine.example', to: seller.address, subject: `Reminder ${n}` }),
      );
      const delivered = performance.now();
      await timeline.getByRole('link', { name: `Reminder ${n}`, exact: true }).waitFor();
      quickest = Math.min(quickest, performance.now() - delivered);
    }
    expect(quickest).toBeLessThan(2_000);
    await timeline.getByText(FILE_NAME).waitFor();

    // Open it: the cleaned HTML in its frame, no script, the picture inside, none from elsewhere.
    await entry.click();
    const body = page.frameLocator('iframe');
    await body.getByText('请见附件报价单。').waitFor();
    expect(await body.locator('script, [onclick]').count()).toBe(0);
    const inline = body.locator('img[src^="data:image/png"]');
    expect(await inline.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBe(1);
    expect(remotePictures).toBe(0);
    await button('Show pictures').click();
    await page.getByText('shown for now').waitFor();
    await waitFor(() => remotePictures === 1);
    await page.getByRole('tab', { name: 'Text' }).click();
    await page.getByRole('tabpanel').getByText('您好，请见附件报价单。').waitFor();

    // What came is what goes out, octet by octet.
    const file = await download(() =>
      link(new RegExp(FILE_NAME.replace('.', '\\.')))
        .last()
        .click(),
    );
    expect(file.name).toBe(FILE_NAME);
    expect(file.octets.equals(FILE)).toBe(true);
    const original = await download(() => link(/Original \(\.eml\)/).click());
    expect(original.name).toMatch(/报价 2026-118\.eml$/);
    expect(original.octets.equals(offer)).toBe(true);

    // Who is left over becomes a customer.
    await link('Unfiled mail').click();
    await page.getByText('sato@yamato-valve.example').waitFor();
    await button('Make a customer').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make a customer' }).click();
    await page.getByRole('heading', { name: 'Yamato Valve' }).waitFor();
    await page.getByRole('link', { name: 'Inquiry 0', exact: true }).waitFor();
    await link('Unfiled mail').click();
    await page.getByText('Everything is filed').waitFor();

    // In Chinese.
    await button('Language').click();
    await page.getByText('简体中文').click();
    await page.getByRole('link', { name: '客户', exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');

    // In the hand.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('link', { name: '客户', exact: true }).click();
    await link('Lindqvist Marine AB').click();
    await page.getByRole('link', { name: 'Re: 报价 2026-118' }).click();
    await page.frameLocator('iframe').getByText('请见附件报价单。').waitFor();
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(390);
    await button('返回').click();
    await page.getByRole('link', { name: 'Inquiry 1', exact: true }).waitFor();

    // The end of the day.
    await button(/沈慧/).click();
    await page.getByText('退出').click();
    await page.waitForURL('**/sign-in');
    await page.goto(`${office.origin}/customers`);
    await page.waitForURL('**/sign-in**');

    expect(watched.errors).toEqual([]);
    expect(watched.foreign).toEqual([REMOTE_PICTURE]);
  });
});
