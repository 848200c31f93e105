/** The api as its web app asks it: over HTTP, signed in, one connection kept open. */
import { setTimeout as delay } from 'node:timers/promises';
import type { SearchPage } from '@tradepost/contract';

const PER_PAGE = 100;
const FIRST_PAGE = 20;

export interface ApiClient {
  /** Rows of the archive: all that match, page by page. */
  allMessages(query: string): Promise<Set<number>>;
  /** Milliseconds of the first page, until its last octet is there. */
  time(query: string): Promise<number>;
}

/** @throws Error where the sign-in or a search is refused. */
export async function signIn(url: string, email: string, password: string): Promise<ApiClient> {
  const reply = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!reply.ok) throw new Error(`sign-in: ${reply.status} ${await reply.text()}`);
  const headers = {
    cookie: reply.headers
      .getSetCookie()
      .map((one) => one.split(';', 1)[0])
      .join('; '),
  };
  const page = async (query: string, limit: number, cursor: string | null): Promise<SearchPage> => {
    const params = new URLSearchParams({
      q: query,
      limit: String(limit),
      ...(cursor === null ? {} : { cursor }),
    });
    for (;;) {
      const answer = await fetch(`${url}/api/v1/search?${params.toString()}`, { headers });
      if (answer.ok) return (await answer.json()) as SearchPage;
      const said = await answer.text();
      // Nobody reads so many pages in a minute.
      if (answer.status !== 429) throw new Error(`${query}: ${answer.status} ${said}`);
      await delay(1_000 * Number(answer.headers.get('retry-after') ?? 5));
    }
  };
  return {
    async allMessages(query) {
      const ids = new Set<number>();
      let cursor: string | null = null;
      do {
        const { items, nextCursor, state }: SearchPage = await page(query, PER_PAGE, cursor);
        if (state !== 'complete') throw new Error(`${query}: ${state}`);
        for (const { mail } of items) if (mail !== null) ids.add(mail.messageId);
        cursor = nextCursor;
      } while (cursor !== null);
      return ids;
    },
    async time(query) {
      const begun = performance.now();
      await page(query, FIRST_PAGE, null);
      return performance.now() - begun;
    },
  };
}
