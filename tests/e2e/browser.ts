/** The system's Chromium, and what a page of it did that it should not have done. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const browserPath = PLACES.find((path) => existsSync(path));

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    // In the C locale Chromium gives a file with a Chinese name the name "download".
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    executablePath: browserPath as string,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Whatever a mail names, no test reaches a machine elsewhere.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

/** A person who wants no motion: what moves is drawn anew sixty times in a second, and every click waits for its end. */
export function openContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  return browser.newContext({ reducedMotion: 'reduce', ...options });
}

export interface Watched {
  /** Errors of the console and uncaught ones. */
  readonly errors: string[];
  /** Requests to anything but our own origin. */
  readonly foreign: string[];
}

/** Before anyone is signed in, the page asks who is: the browser itself writes that answer to the console. */
const NOBODY_YET = /status of 401/;

export function watch(context: BrowserContext, origin: string): Watched {
  const watched: Watched = { errors: [], foreign: [] };
  context.on('console', (message) => {
    if (message.type() === 'error' && !NOBODY_YET.test(message.text())) watched.errors.push(message.text());
  });
  context.on('weberror', (error) => watched.errors.push(error.error().message));
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) watched.foreign.push(url);
  });
  return watched;
}
