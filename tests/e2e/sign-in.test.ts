/** The sign-in and the menu of each role, in a browser on the built web app. */
import { fromBase32, stepAt, totpCode } from '@tradepost/core/users/totp';
import type { Role } from '@tradepost/contract';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/launch/free-port.ts';
import { startOpenIdProvider } from '../helpers/open-id-provider.ts';
import { makePerson, PASSWORD, startTestApp, type TestApp } from '../integration/api-app.ts';
import { makeCustomer } from '../integration/api-mail.ts';
import { browserPath, openBrowser, openContext } from './browser.ts';

const WEB_ROOT = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));

let test: TestApp;
let browser: Browser;
let origin: string;
beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  test = await startTestApp({ publicUrl: origin, webRoot: WEB_ROOT });
  await test.app.listen({ host: '127.0.0.1', port });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

async function atSignIn(): Promise<Page> {
  const context = await openContext(browser, { locale: 'en' });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  await page.goto(`${origin}/sign-in`);
  return page;
}
async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
/** Within the app that is loaded, as a link does it: to load it anew for each page is most of the time. */
async function visit(page: Page, path: string): Promise<void> {
  // The heading is of the page that is left: the next one has its own.
  await page.evaluate(`
    document.querySelector('main h1')?.setAttribute('data-left', '');
    history.pushState(null, '', ${JSON.stringify(path)});
    dispatchEvent(new PopStateEvent('popstate'));`);
  await page.locator('main h1:not([data-left])').first().waitFor();
}
const linksOf = (page: Page, name: string) =>
  page.getByRole('navigation', { name }).getByRole('link').allInnerTexts();

/** What each role finds, beside what everybody does. */
const STAFF = ['Today', 'Unfiled mail', 'Public pool', 'Duplicates', 'Mail accounts'];
const LEADERS = [
  'Today',
  'Unfiled mail',
  'Board',
  'Public pool',
  'Awaiting review',
  'Duplicates',
  'Mail accounts',
];
const MENUS: Record<Role, { readonly menu: string[]; readonly settings: string[] }> = {
  owner: { menu: LEADERS, settings: ['Audit log', 'Sign-in'] },
  admin: { menu: LEADERS, settings: ['Audit log', 'Sign-in'] },
  manager: { menu: LEADERS, settings: [] },
  salesperson: { menu: STAFF, settings: [] },
  merchandiser: { menu: STAFF, settings: [] },
  reader: { menu: [], settings: [] },
};
const SOMETIMES = MENUS.owner;
/** Whose menu is walked through: who may least. */
const WALKED: readonly Role[] = ['reader'];

describe.skipIf(browserPath === undefined)('in a browser', () => {
  it.each(Object.keys(MENUS) as Role[])(
    'S4-B1 the role %s finds only its own menu and its own data',
    async (role) => {
      const person = await makePerson(test, role);
      const other = await makePerson(test, 'salesperson');
      const mine = await makeCustomer(test, person.user.id, { name: `Mine of ${role}` });
      const theirs = await makeCustomer(test, other.user.id, { name: `Not of ${role}` });
      const seesAll = role === 'owner' || role === 'admin' || role === 'manager';
      const page = await atSignIn();
      try {
        await signIn(page, person.user.email);
        await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
        const list = await page.request.get(`${origin}/api/v1/customers?limit=200`);
        const ids = ((await list.json()) as { items: { id: number }[] }).items.map(({ id }) => id);
        expect([ids.includes(mine.id), ids.includes(theirs.id)]).toEqual([true, seesAll]);
        const menu = await linksOf(page, 'Main navigation');
        expect(SOMETIMES.menu.filter((label) => menu.includes(label))).toEqual(MENUS[role].menu);
        await visit(page, '/settings/profile');
        await page.getByLabel('Time zone').waitFor();
        const tabs = await linksOf(page, 'Settings');
        expect(SOMETIMES.settings.filter((label) => tabs.includes(label))).toEqual(MENUS[role].settings);
        if (WALKED.includes(role)) {
          const refused: string[] = [];
          page.on('response', (reply) => {
            if (reply.status() === 403) refused.push(`${page.url()}: ${reply.url()}`);
          });
          const places = await page.locator('nav a[href^="/"]').all();
          const hrefs = new Set(await Promise.all(places.map((place) => place.getAttribute('href'))));
          expect(hrefs.size).toBeGreaterThan(10);
          for (const href of hrefs) {
            // The settings share a heading.
            if (String(href).startsWith('/settings')) await page.goto(origin + String(href));
            else await visit(page, String(href));
            await page.getByRole('heading').first().waitFor();
            await page.locator('[aria-busy="true"], .ant-skeleton').first().waitFor({ state: 'hidden' });
          }
          expect(refused).toEqual([]);
        }
        await visit(page, `/customers/${mine.id}`);
        await page.getByRole('heading', { name: `Mine of ${role}` }).waitFor();
        // By its address, past every menu.
        await page.goto(`${origin}/customers/${theirs.id}`);
        await page
          .getByText(seesAll ? `Not of ${role}` : 'Nothing here')
          .first()
          .waitFor();
      } finally {
        await page.context().close();
      }
    },
  );

  it('a second factor is set up by the picture’s key, and asked for at the next sign-in', async () => {
    const anna = await makePerson(test, 'salesperson');
    const page = await atSignIn();
    try {
      await signIn(page, anna.user.email);
      await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
      await page.goto(`${origin}/settings/security`);
      await page.getByRole('button', { name: 'Set up' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Enter your password to go on.').fill(PASSWORD);
      await dialog.getByRole('button', { name: 'Continue' }).click();
      const secret = (await dialog.getByLabel('Copy', { exact: true }).inputValue()).replaceAll(' ', '');
      const code = (steps: number) => totpCode(fromBase32(secret), stepAt(Date.now()) + steps);
      await dialog.getByLabel('Then enter the six digits that the app shows').fill(code(0));
      await dialog.getByRole('button', { name: 'Switch on' }).click();
      await dialog.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
      const recovery = await dialog.getByRole('listitem').allInnerTexts();
      expect(recovery).toHaveLength(10);
      await dialog.getByRole('button', { name: 'I have kept them' }).click();
      await page.getByText('Recovery codes left: 10').waitFor();
      await page.context().clearCookies();
      await page.goto(`${origin}/sign-in`);
      await signIn(page, anna.user.email);
      await page.getByLabel('Code').fill('000000');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByText('This code is not right').waitFor();
      // The next one: each is good once, and a step early.
      await page.getByLabel('Code').fill(code(1));
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    } finally {
      await page.context().close();
    }
  });

  it('a forgotten password is set anew by the mailed link', async () => {
    const anna = await makePerson(test, 'salesperson');
    const page = await atSignIn();
    try {
      await page.getByRole('link', { name: 'Forgotten the password?' }).click();
      await page.getByRole('heading', { name: 'A new password' }).waitFor();
      await page.getByLabel('E-mail').fill(anna.user.email);
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.getByText('Look into your mailbox').waitFor();
      const mail = await test.deps.db
        .selectFrom('outbox_mail')
        .select('body_text')
        .where('to_address', '=', anna.user.email)
        .executeTakeFirstOrThrow();
      await page.goto(/http:\S+/.exec(mail.body_text)?.[0] ?? '');
      await page.getByLabel('Password').fill('a new long password');
      await page.getByRole('button', { name: 'Set the password' }).click();
      await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    } finally {
      await page.context().close();
    }
  });

  it('the button of the company’s provider signs in', async () => {
    const provider = await startOpenIdProvider({ redirectUri: `${origin}/api/v1/openid/callback` });
    const [admin, anna] = [await makePerson(test, 'admin'), await makePerson(test, 'salesperson')];
    provider.identity = { sub: 'anna', email: anna.user.email, email_verified: true };
    const saved = await admin.call('PATCH', '/api/v1/openid/settings', {
      enabled: true,
      issuer: provider.issuer,
      clientId: provider.clientId,
      secret: provider.secret,
      buttonLabel: 'Company account',
      createDomains: [],
      createRole: 'reader',
    });
    expect(saved.statusCode).toBe(200);
    const page = await atSignIn();
    try {
      await page.getByRole('link', { name: 'Company account' }).click();
      await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
      await page.getByText(anna.user.name).first().waitFor();
      // Somebody whom nobody knows is told why.
      provider.identity = { sub: 'stranger', email: 'stranger@lindqvist.test', email_verified: true };
      await page.context().clearCookies();
      await page.goto(`${origin}/sign-in`);
      await page.getByRole('link', { name: 'Company account' }).click();
      await page.getByText('Nobody here has your address').waitFor();
    } finally {
      await page.context().close();
      await provider.stop();
    }
  });

  it('a leader without the second factor that the company demands sees nothing before it', async () => {
    const admin = await makePerson(test, 'admin');
    const demand = (secondFactorForLeaders: boolean) =>
      test.deps.db
        .insertInto('setting')
        .values({ key: 'sign-in', value: JSON.stringify({ secondFactorForLeaders }) })
        .onConflict((oc) =>
          oc.column('key').doUpdateSet({ value: JSON.stringify({ secondFactorForLeaders }) }),
        )
        .execute();
    await demand(true);
    const page = await atSignIn();
    try {
      await signIn(page, admin.user.email);
      await page.getByRole('heading', { name: 'A second factor is needed' }).waitFor();
      expect(await page.getByRole('navigation', { name: 'Main navigation' }).count()).toBe(0);
    } finally {
      await demand(false);
      await page.context().close();
    }
  });
});
