import { type ImapFaultCode, classifyFault } from './faults.ts';
import { openImap } from './open-imap.ts';
import type { ImapConnection, ImapOptions, ImapSettings, RemoteMailbox } from './types.ts';

export interface ConnectionTest {
  readonly ok: boolean;
  readonly fault: { readonly code: ImapFaultCode; readonly detail: string | null } | null;
  /** Mailboxes the rule would archive. */
  readonly mailboxes: number | null;
  /** Messages in them; null where it would take too long to count. */
  readonly messages: number | null;
  readonly capabilities: string[];
  readonly idle: boolean;
}

/** Mailboxes that are counted, and the milliseconds spent on it: somebody is waiting in front of a form. */
const COUNTED_MAILBOXES = 100;
const COUNTING_MS = 8_000;

/**
 * Does once what a sync does: signs in, lists, opens INBOX (some providers refuse only there), counts.
 * Never rejects for a fault of the server: it is the answer.
 */
export async function testConnection(settings: ImapSettings, options: ImapOptions): Promise<ConnectionTest> {
  let connection: ImapConnection | null = null;
  try {
    connection = await openImap(settings, { deadlineMs: 15_000, connectDeadlineMs: 25_000, ...options });
    const { mailboxes } = await connection.listMailboxes();
    await connection.examine('INBOX');
    const archived = mailboxes.filter((mailbox) => mailbox.skipReason === null);
    return {
      ok: true,
      fault: null,
      mailboxes: archived.length,
      messages: await count(connection, archived),
      capabilities: [...connection.capabilities],
      idle: connection.supportsIdle,
    };
  } catch (error) {
    const { code, detail } = classifyFault(error, [settings.password]);
    return {
      ok: false,
      fault: { code, detail },
      mailboxes: null,
      messages: null,
      capabilities: connection ? [...connection.capabilities] : [],
      idle: connection?.supportsIdle ?? false,
    };
  } finally {
    await connection?.close();
  }
}

async function count(
  connection: ImapConnection,
  mailboxes: readonly RemoteMailbox[],
): Promise<number | null> {
  const until = performance.now() + COUNTING_MS;
  if (mailboxes.length > COUNTED_MAILBOXES) return null;
  let messages = 0;
  for (const { path } of mailboxes) {
    if (performance.now() > until) return null;
    // A mailbox that cannot be counted is the sync's to report; a sum without it would be wrong.
    const here = await connection.countMessages(path).catch(() => null);
    if (here === null) return null;
    messages += here;
  }
  return messages;
}
