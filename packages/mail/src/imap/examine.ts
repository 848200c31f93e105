import type { MailboxObject } from 'imapflow';
import { ImapFault, classifyFault } from './faults.ts';
import { isRefusal, type Session } from './session.ts';
import type { ExaminedMailbox } from './types.ts';

/**
 * Opens a mailbox read-only.
 * @param wireName the name as the server spells it
 * @throws ImapFault 'mailbox-unreadable' where the server refuses this mailbox for good
 */
export async function examine(session: Session, wireName: string): Promise<ExaminedMailbox> {
  const opened = await open(session, wireName);
  if (typeof opened.exists !== 'number') throw new ImapFault('server-error', 'EXAMINE without EXISTS');
  if (opened.readOnly === false) session.log({ msg: 'imap server answers EXAMINE with READ-WRITE' });
  const uidValidity = Number(opened.uidValidity ?? 0);
  return {
    uidValidity: Number.isSafeInteger(uidValidity) ? uidValidity : 0,
    uidNext: opened.uidNext || (await learnUidNext(session, opened.exists)),
    exists: opened.exists,
    highestModseq: opened.noModseq || !opened.highestModseq ? null : String(opened.highestModseq),
  };
}

async function open(session: Session, wireName: string): Promise<MailboxObject> {
  try {
    const opened = await session.client.mailboxOpen(wireName, { readOnly: true });
    if (!opened) throw new ImapFault('connection-lost');
    return opened;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const fault = classifyFault(error);
    // A refusal whose words mean nothing else is about this mailbox, not about the account.
    if (fault.code !== 'server-error') throw error;
    throw Object.assign(error as object, { serverResponseCode: 'NOPERM' });
  }
}

/** RFC 3501 6.3.1 has servers that leave UIDNEXT out: the last message's UID says as much. */
async function learnUidNext(session: Session, exists: number): Promise<number> {
  if (exists === 0) return 1;
  const last = await session.client.fetchOne('*', { uid: true });
  if (!last || !last.uid)
    throw new ImapFault('server-error', 'Neither UIDNEXT nor the UID of the last message');
  return last.uid + 1;
}
