import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cleanHtml, READER_SANDBOX, readerPage } from '@tradepost/mail/html';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Lies beside the repository, not in it. */
const COLLECTION = new URL('../../../shared/corpora/dompurify/expect.json', import.meta.url);
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const payloads: string[] = existsSync(COLLECTION)
  ? (JSON.parse(readFileSync(COLLECTION, 'utf8')) as { payload: string }[]).map(({ payload }) => payload)
  : [];
const browserPath = BROWSERS.find((path) => existsSync(path));
if (payloads.length === 0) console.warn('shared/corpora/dompurify is absent: its payloads are not tested');
if (browserPath === undefined) console.warn('No Chromium is installed: hostile HTML is not tried in one');

/** Frames on one page; more at once only makes a slow machine slower. */
const BATCH = 25;
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** What a page did that a mail may not make it do. */
interface Observed {
  dialogs: string[];
  console: string[];
  /** Requests that left the page for anything but the pages of this test. */
  requests: string[];
  /** Of those, the ones that no policy stopped. */
  unstopped: string[];
  topNavigations: string[];
  popups: string[];
}

describe.skipIf(payloads.length === 0 || browserPath === undefined)('hostile HTML in a real browser', () => {
  let server: Server;
  let browser: Browser;
  let origin: string;
  let documents: { html: string; csp: string }[] = [];
  let sandbox = READER_SANDBOX;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const [, kind, number] = (request.url ?? '').split('/');
      const document = kind === 'mail' ? documents[Number(number)] : undefined;
      if (document !== undefined) {
        // As the product answers for a message: the policy is in the header.
        response.setHeader('Content-Security-Policy', document.csp);
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(document.html);
      } else if (kind === 'app') {
        const from = Number(number) * BATCH;
        const frames = documents
          .slice(from, from + BATCH)
          .map((_, i) => `<iframe sandbox="${sandbox}" src="/mail/${from + i}"></iframe>`);
        response.setHeader('Content-Security-Policy', "default-src 'none'; frame-src 'self'");
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(`<!doctype html><title>app</title>${frames.join('\n')}`);
      } else {
        response.statusCode = 404;
        response.end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({
      executablePath: browserPath as string,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        // A process for each of the hundreds of frames costs half of the time, and what keeps a mail in is not that.
        '--disable-features=IsolateSandboxedIframes',
        // No test may reach a machine elsewhere, whatever the payload names.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
    });
  });

  afterAll(async () => {
    await browser?.close();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  });

  test('every cleaned payload is a page where nothing runs, nothing loads, and only harmless elements stand', async () => {
    documents = payloads.map((payload) => {
      const { html } = cleanHtml(payload, { inlineImageUrl: () => null, allowRemoteImages: false });
      return readerPage(html, { allowRemoteImages: false });
    });
    const elements = new Set<string>();
    const observed = await visitAll(async (page) => {
      for (const name of await elementsInFrames(page)) elements.add(name);
    });
    expect(observed).toEqual(NOTHING);
    expect(elements).toContain('p');
    for (const name of 'script svg math form base link object embed iframe input button template'.split(
      ' ',
    )) {
      expect(elements).not.toContain(name);
    }
  });

  test('the policy of the frame holds by itself, for payloads that were not cleaned at all', async () => {
    documents = payloads.map((payload) => readerPage(payload, { allowRemoteImages: false }));
    const observed = await visitAll();
    // They did try, and were seen and stopped.
    expect(observed.requests.length).toBeGreaterThan(0);
    expect(observed.console.length).toBeGreaterThan(10);
    expect({ ...observed, console: [], requests: [] }).toEqual(NOTHING);
  });

  test('without policy and sandbox this test would see what a mail does', async () => {
    const hostile = `<script>console.log('ran'); alert('ran');</script><img src="http://tracker.example/p.gif">`;
    documents = [{ html: hostile, csp: '' }];
    sandbox = 'allow-scripts allow-modals allow-same-origin';
    const observed = await visitAll();
    sandbox = READER_SANDBOX;
    expect(observed).toMatchObject({
      dialogs: ['ran'],
      requests: ['http://tracker.example/p.gif'],
      unstopped: [expect.stringContaining('tracker.example')],
    });
    expect(observed.console).toContain('ran');
  });

  test('an inline picture is shown in the frame, as data and without a request', async () => {
    const { html } = cleanHtml('<p>Logo</p><img src="cid:logo">', {
      inlineImageUrl: () => `data:image/png;base64,${PIXEL}`,
      allowRemoteImages: false,
    });
    documents = [readerPage(html, { allowRemoteImages: false })];
    let width = 0;
    const observed = await visitAll(async (page) => {
      const image = page.frameLocator('iframe').locator('img');
      await image.waitFor();
      const box = await image.boundingBox();
      width = box?.width ?? 0;
    });
    expect(observed).toEqual(NOTHING);
    expect(width).toBe(1);
  });

  test('a remote picture is asked for only when the reader allows it', async () => {
    const mail = `<img src="http://tracker.example/pixel.gif">`;
    for (const allowRemoteImages of [false, true]) {
      const { html } = cleanHtml(mail, { inlineImageUrl: () => null, allowRemoteImages });
      documents = [readerPage(html, { allowRemoteImages })];
      const observed = await visitAll();
      expect(observed.requests).toEqual(allowRemoteImages ? ['http://tracker.example/pixel.gif'] : []);
    }
  });

  const NOTHING: Observed = {
    dialogs: [],
    console: [],
    requests: [],
    unstopped: [],
    topNavigations: [],
    popups: [],
  };

  /** Opens all documents in frames as the app does, and says what they tried. */
  async function visitAll(inspect?: (page: Page) => Promise<void>): Promise<Observed> {
    const observed: Observed = structuredClone(NOTHING);
    const context = await browser.newContext();
    for (let batch = 0; batch * BATCH < documents.length; batch++) {
      const page = await context.newPage();
      const appUrl = `${origin}/app/${batch}`;
      page.on('dialog', (dialog) => {
        observed.dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      page.on('console', (message) => observed.console.push(message.text()));
      page.on('popup', (popup) => observed.popups.push(popup.url()));
      page.on('framenavigated', (frame) => {
        if (frame === page.mainFrame() && frame.url() !== appUrl) observed.topNavigations.push(frame.url());
      });
      const isOurs = (url: string) => url.startsWith(`${origin}/app/`) || url.startsWith(`${origin}/mail/`);
      page.on('request', (request) => {
        if (!isOurs(request.url()) && !/^(?:data|about):/.test(request.url()))
          observed.requests.push(request.url());
      });
      page.on('requestfailed', (request) => {
        if (!isOurs(request.url()) && !/csp|BLOCKED_BY/i.test(request.failure()?.errorText ?? '')) {
          observed.unstopped.push(`${request.url()} ${request.failure()?.errorText}`);
        }
      });
      page.on('requestfinished', (request) => {
        if (!isOurs(request.url()) && !request.url().startsWith('data:'))
          observed.unstopped.push(request.url());
      });
      await page.goto(appUrl, { waitUntil: 'load' });
      await inspect?.(page);
      await page.close();
    }
    await context.close();
    return observed;
  }

  /** The elements that the browser itself made of the documents, below their `<main>`. */
  async function elementsInFrames(page: Page): Promise<Set<string>> {
    const names = new Set<string>();
    for (const frame of page.frames()) {
      if (frame === page.mainFrame()) continue;
      for (const name of await frame
        .locator('main *')
        .evaluateAll((all) => all.map((one) => one.localName))) {
        names.add(name);
      }
    }
    return names;
  }
});
