/** Reminders in one's settings: chosen, looked at, and one sent now. */
import path from 'node:path';
import { planReminders } from '@tradepost/core/reminder/plan';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/launch/free-port.ts';
import { addCustomer, addTask } from '../helpers/reminders.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { makePerson, startTestApp, type TestApp } from '../integration/api-app.ts';
import { browserPath, openBrowser, openContext, type Watched, watch } from './browser.ts';

const WEB_ROOT = path.resolve(import.meta.dirname, '../../apps/web/dist');
const SHOTS = process.env.TEST_SCREENSHOTS;

describe.skipIf(browserPath === undefined)('reminders in the settings', () => {
  let test: TestApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watched: Watched;
  let origin: string;
  let userId: number;

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    test = await startTestApp({ publicUrl: origin, webRoot: WEB_ROOT });
    await test.app.listen({ host: '127.0.0.1', port });
    const owner = await makePerson(test, 'owner', 'Olga Owner');
    userId = owner.user.id;
    const customer = await addCustomer(test.deps.db, userId, {
      name: 'Lindqvist Tools',
      grade: 'A',
      country: 'SE',
    });
    await addTask(test.deps.db, userId, customer, { dueOn: '2026-01-05' });
    await planReminders(test.deps.db, new Date());
    browser = await openBrowser();
    context = await openContext(browser, { locale: 'en-US', viewport: { width: 1440, height: 1000 } });
    context.setDefaultTimeout(90_000);
    watched = watch(context, origin);
    const [name, value] = owner.cookie.split('=', 2) as [string, string];
    await context.addCookies([{ name, value, url: origin }]);
    page = await context.newPage();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await test?.close();
  });

  const shot = async (name: string) => {
    if (SHOTS === undefined) return;
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 1000 });
      await page.screenshot({ path: path.join(SHOTS, `${name}-${width}.png`), fullPage: true });
    }
    await page.setViewportSize({ width: 1440, height: 1000 });
  };

  it('are looked at as they would come, and one is sent', async () => {
    await page.goto(`${origin}/settings/reminders`);
    // An owner has the company's rules below, which come in their own time.
    const row = page.getByText('Your day', { exact: true }).first();
    await row.waitFor();
    await shot('settings-reminders-en');
    await page.getByRole('button', { name: 'Look at it' }).first().click();
    const mail = page.frameLocator('iframe');
    await mail.getByRole('link', { name: 'Lindqvist Tools' }).waitFor();
    await shot('settings-preview-en');
    await page.getByRole('button', { name: 'Send me one now' }).click();
    const sent = await waitFor(
      async () =>
        (
          await test.deps.db
            .selectFrom('outbox_mail')
            .selectAll()
            .where('recipient_id', '=', userId)
            .execute()
        )[0],
      { timeoutMs: 60_000, what: 'the mail' },
    );
    expect(sent).toMatchObject({ kind: 'reminder-test', subject: '1 overdue' });
    await page.getByRole('button', { name: 'Close' }).last().click();
  });

  it('are switched off one by one', async () => {
    await page.getByRole('switch', { name: 'A collision' }).click();
    await waitFor(
      async () =>
        (
          await test.deps.db
            .selectFrom('reminder_choice')
            .select('off')
            .where('user_id', '=', userId)
            .executeTakeFirst()
        )?.off.length === 1,
      { timeoutMs: 60_000, what: 'the choice' },
    );
    await test.deps.db.updateTable('app_user').set({ locale: 'zh-CN' }).where('id', '=', userId).execute();
    await page.reload();
    await page.getByText('今天的工作', { exact: true }).first().waitFor();
    await shot('settings-reminders-zh');
    expect(watched.errors).toEqual([]);
    expect(watched.foreign).toEqual([]);
  });
});
