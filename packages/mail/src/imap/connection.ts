import { isDeepStrictEqual } from 'node:util';
import { chooseMailboxes } from './choose-mailboxes.ts';
import { examine } from './examine.ts';
import { fetchSizes } from './fetch-sizes.ts';
import { fetchSources } from './fetch-sources.ts';
import { fetchToFile } from './fetch-to-file.ts';
import { listUids } from './list-uids.ts';
import { encodeMailboxName } from './modified-utf7.ts';
import { nameMailboxes } from './name-mailboxes.ts';
import type { ServerQuirks } from './server-quirks.ts';
import type { Session } from './session.ts';
import type { ExaminedMailbox, ImapConnection, MailboxList } from './types.ts';
import { watch } from './watch.ts';

/** Mailboxes one account may have; imapflow puts those with a special use first. */
const MAILBOX_LIMIT = 10_000;

/**
 * The operations of a signed-in session.
 * @param utf8Names the server speaks UTF-8 names (RFC 6855) instead of modified UTF-7
 */
export function makeConnection(session: Session, quirks: ServerQuirks, utf8Names: boolean): ImapConnection {
  const { client } = session;
  /** Spelling on the wire of the names that were listed. */
  const wireNames = new Map<string, string>();
  let examined: { path: string; state: ExaminedMailbox } | null = null;

  const list = async (): Promise<MailboxList> => {
    // Some servers tell the use of a mailbox only to who asks for it (RFC 6154 5.2), which imapflow does
    // where it also asks for subscriptions; elsewhere those would cost a command for nothing.
    const tellsUse = ['LIST-EXTENDED', 'SPECIAL-USE'].every((name) => client.capabilities.has(name));
    const entries = await client.list({ listOnly: !tellsUse });
    const listed = nameMailboxes(entries.slice(0, MAILBOX_LIMIT), utf8Names);
    wireNames.clear();
    for (const { path, wire } of listed) wireNames.set(path, wire);
    return {
      mailboxes: chooseMailboxes(listed, client.capabilities.has('X-GM-EXT-1')),
      beyond: Math.max(0, entries.length - MAILBOX_LIMIT),
    };
  };
  const wireNameOf = async (path: string): Promise<string> => {
    if (utf8Names) return path;
    // "R&D" is a name, or a server's broken spelling of one: only its own list tells.
    if (path.includes('&') && wireNames.size === 0) await list();
    return wireNames.get(path) ?? encodeMailboxName(path);
  };
  const open = async (path: string): Promise<ExaminedMailbox> => {
    examined = null;
    const state = await examine(session, await wireNameOf(path));
    examined = { path, state };
    return state;
  };

  return {
    get capabilities() {
      return [...client.capabilities.keys()];
    },
    get supportsIdle() {
      return client.capabilities.has('IDLE') && !quirks.ignoreIdle;
    },
    get usable() {
      return session.usable;
    },
    listMailboxes: () => session.run('LIST', list),
    examine: (path) => session.run('EXAMINE', () => open(path)),
    listUids: (range) =>
      session.run('UID list', async (timer) => {
        // No server may renumber during a FETCH (RFC 3501 7.4.1), so what others expunged is still in
        // our view; after NOOP it is not.
        await client.noop();
        return listUids(session, timer, examined?.state.uidNext ?? 1, range);
      }),
    fetchSizes: (uids) => session.run('FETCH sizes', (timer) => fetchSizes(session, timer, uids)),
    fetchSources: (range, callbacks) =>
      session.run('FETCH sources', (timer) => fetchSources(session, timer, [range].flat(), callbacks)),
    fetchToFile: (uid, path, maxBytes) =>
      session.run('FETCH to file', (timer) => fetchToFile(session, timer, { uid, path, maxBytes })),
    watch: (path, onChange, signal) =>
      session.run('watch', async (timer) => {
        const before: ExaminedMailbox | null = examined?.path === path ? examined.state : null;
        // What changed since the caller last looked came without an event; the first time all is news.
        if (!isDeepStrictEqual(before, await open(path))) onChange();
        const idle = client.capabilities.has('IDLE');
        await watch(session, timer, { wireName: await wireNameOf(path), idle, quirks, onChange, signal });
      }),
    countMessages: (path) =>
      session.run('STATUS', async () => {
        const status = await client
          .status(await wireNameOf(path), { messages: true })
          .catch((error: unknown) => {
            // Listed a moment ago, and now the server knows no such name.
            if ((error as { code?: unknown }).code === 'NotFound') return false as const;
            throw error;
          });
        return status ? (status.messages ?? null) : null;
      }),
    close: () => session.close(),
  };
}
