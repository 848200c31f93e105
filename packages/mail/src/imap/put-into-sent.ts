/**
 * The copy of a mail that was sent, put into the account's Sent: the one thing that is ever written to a mail server (I4).
 */
import { chooseMailboxes } from './choose-mailboxes.ts';
import { examine } from './examine.ts';
import { ImapFault } from './faults.ts';
import { nameMailboxes } from './name-mailboxes.ts';
import { type OpenSession, openSession } from './open-imap.ts';
import type { ImapOptions, ImapSettings } from './types.ts';

export interface SentCopy {
  readonly raw: Buffer;
  /** Without angle brackets. */
  readonly messageId: string;
  readonly sentAt: Date;
}

/** The newest so many mails of Sent are looked at for one that is there already. */
const LOOKED_AT = 50;
/** A mail of 35 MB over a slow line: nothing is heard while it goes. */
const DEADLINE_MS = 300_000;
const MAILBOX_LIMIT = 10_000;

/**
 * Looks first, by the Message-ID among the newest: the server may have kept a copy by itself, and an answer to an
 * earlier try may have been lost.
 * @param how 'look': puts nothing there.
 * @returns 'there': it was there already. 'appended'. 'absent': looked for only. 'no-sent': the account has no Sent.
 * @throws ImapFault, and nothing else
 */
export async function putIntoSent(
  settings: ImapSettings,
  options: ImapOptions,
  copy: SentCopy,
  how: 'append' | 'look' = 'append',
): Promise<'there' | 'appended' | 'absent' | 'no-sent'> {
  const open = await openSession(settings, { ...options, deadlineMs: options.deadlineMs ?? DEADLINE_MS });
  try {
    const wireName = await findSent(open);
    if (wireName === null) return 'no-sent';
    if (await isThere(open, wireName, copy.messageId)) return 'there';
    if (how === 'look') return 'absent';
    await open.session.run('APPEND', async () => {
      const done = await open.session.client.append(wireName, copy.raw, ['\\Seen'], copy.sentAt);
      if (!done) throw new ImapFault('connection-lost');
    });
    return 'appended';
  } finally {
    await open.session.close();
  }
}

/** By SPECIAL-USE (RFC 6154), else by its name. @returns the name as the server spells it. */
function findSent({ session, utf8Names }: OpenSession): Promise<string | null> {
  const { client } = session;
  return session.run('LIST', async () => {
    const tellsUse = ['LIST-EXTENDED', 'SPECIAL-USE'].every((name) => client.capabilities.has(name));
    const entries = await client.list({ listOnly: !tellsUse });
    const listed = nameMailboxes(entries.slice(0, MAILBOX_LIMIT), utf8Names);
    const sent = chooseMailboxes(listed, client.capabilities.has('X-GM-EXT-1')).filter(
      ({ specialUse, selectable }) => specialUse === '\\Sent' && selectable,
    );
    const best = sent.find(({ specialUseSource }) => specialUseSource === 'server') ?? sent[0];
    return listed.find(({ path }) => path === best?.path)?.wire ?? null;
  });
}

/** EXAMINE and BODY.PEEK; SEARCH is wrong on several servers. */
function isThere({ session }: OpenSession, wireName: string, messageId: string): Promise<boolean> {
  return session.run('FETCH ids', async () => {
    const { exists } = await examine(session, wireName);
    if (exists === 0) return false;
    const first = Math.max(1, exists - LOOKED_AT + 1);
    let found = false;
    for await (const row of session.client.fetch(`${first}:*`, { uid: true, headers: ['message-id'] }))
      found ||= row.headers?.toString('latin1').includes(`<${messageId}>`) === true;
    return found;
  });
}
