/** One attempt to hand a letter to its account's server. */
import type { OutgoingErrorCode } from '@tradepost/contract';
import {
  beginSending,
  type LetterRow,
  listWaitingRecipients,
  recordLetterHandOver,
} from '@tradepost/db/queries/letter-work';
import { type Delivery, SmtpFault, type SmtpServer, SmtpSession, wireAddress } from '@tradepost/mail/smtp';
import { openSubmission } from '../accounts/submission.ts';
import { keepBlob } from '../blobs/stored-file.ts';
import { smtpGuard } from '../outbox/host-guard.ts';
import { SecretError } from '../secrets.ts';
import { type Composed, composeOctets, ContentChangedError, readComposed } from './compose.ts';
import { loadSender } from './load-sender.ts';
import type { Account, WorkDeps, WorkOptions } from './work-deps.ts';

/** What stands in the way; whether it passes, and whose it is. */
export interface Fault {
  readonly code: OutgoingErrorCode;
  readonly detail: string | null;
  readonly scope: 'account' | 'letter';
  readonly permanent: boolean;
  readonly maybeDelivered: boolean;
  readonly refused: SmtpFault['refused'];
}

export type Outcome =
  | { readonly kind: 'lost' }
  | { readonly kind: 'sent'; readonly to: readonly string[]; readonly delivery: Delivery }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly unexpected?: unknown };

const fault = (
  code: OutgoingErrorCode,
  scope: Fault['scope'],
  permanent: boolean,
  detail: string | null = null,
) =>
  ({ kind: 'fault', fault: { code, detail, scope, permanent, maybeDelivered: false, refused: [] } }) as const;

/** 'lost': the letter is not this worker's any more, and nothing went out. */
export async function attemptLetter(
  deps: WorkDeps,
  letter: LetterRow,
  options: WorkOptions,
): Promise<Outcome> {
  const sender = await loadSender(deps, letter);
  if ('refused' in sender) return fault(sender.refused, 'letter', true);
  const { account } = sender;
  if (account.state === 'paused') return fault('account-paused', 'account', false);
  if (account.smtp_next_attempt_at.getTime() > Date.now())
    return fault(
      (account.smtp_error_code ?? 'refused-for-now') as OutgoingErrorCode,
      'account',
      false,
      account.smtp_error_detail,
    );
  try {
    const server = openSubmission(deps.secrets, account);
    if (server === null) return fault('no-sending-server', 'account', false);
    const raw = await octetsOf(deps, letter, account, sender.authorName);
    if (raw === null) return { kind: 'lost' };
    const to = await listWaitingRecipients(deps.db, letter.id);
    // Everybody has it: a worker that was killed came no further.
    if (to.length === 0) return { kind: 'sent', to, delivery: { response: '', refused: [] } };
    const delivery = await handOver(deps, { server, account, letter, raw, to }, options);
    return { kind: 'sent', to, delivery };
  } catch (error) {
    const known = toFault(error);
    // Before the hand-over, as what a server does is a fault that is known: nothing went out.
    return { kind: 'fault', fault: known ?? INTERNAL, ...(known === null ? { unexpected: error } : {}) };
  }
}

const INTERNAL: Fault = {
  code: 'internal',
  detail: null,
  scope: 'letter',
  permanent: false,
  maybeDelivered: false,
  refused: [],
};

/** Durable first, then the row; null where the letter was taken back, or over, meanwhile. */
async function octetsOf(
  deps: WorkDeps,
  letter: LetterRow,
  account: Account,
  authorName: string,
): Promise<Buffer | null> {
  if (letter.blob_id !== null) {
    const raw = await readComposed(deps, letter.blob_id);
    return (await beginSending(deps.db, letter, null)) ? raw : null;
  }
  const composed: Composed = await composeOctets(deps, letter, account, authorName);
  const begun = await deps.db.transaction().execute(async (tx) => {
    const blobId = await keepBlob(tx, composed.octets);
    return beginSending(tx, letter, { blobId, composedAt: composed.composedAt });
  });
  return begun ? composed.raw : null;
}

interface Attempt {
  readonly server: SmtpServer;
  readonly account: Account;
  readonly letter: LetterRow;
  readonly raw: Buffer;
  readonly to: readonly string[];
}

async function handOver(deps: WorkDeps, attempt: Attempt, options: WorkOptions): Promise<Delivery> {
  const { server, account, letter, raw, to } = attempt;
  const session = await SmtpSession.open(server, {
    guard: smtpGuard(deps, account.smtp_host !== null && account.smtp_private_host_allowed),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
  });
  try {
    const from = letter.from_address ?? account.address.toLowerCase();
    return await session.deliver({ from: wire(from), to: to.map(wire), raw }, () =>
      recordLetterHandOver(deps.db, letter),
    );
  } finally {
    await session.close();
  }
}

/** @throws RangeError for one that needs SMTPUTF8. */
function wire(address: string): string {
  const onWire = wireAddress(address);
  if (onWire === null) throw new RangeError('not an address in ASCII');
  return onWire;
}

function toFault(error: unknown): Fault | null {
  const known = { detail: null, maybeDelivered: false, refused: [] };
  if (error instanceof SmtpFault) {
    // An alias that the server does not let the user write as is this letter's trouble.
    const own = error.scope === 'mail' || error.code === 'sender-refused';
    return {
      code: error.code,
      detail: error.detail,
      scope: own ? 'letter' : 'account',
      permanent: error.permanent,
      maybeDelivered: error.maybeDelivered,
      refused: error.refused,
    };
  }
  if (error instanceof SecretError)
    return { ...known, code: 'secret-unreadable', scope: 'account', permanent: false };
  if (error instanceof RangeError) return { ...known, code: 'bad-address', scope: 'letter', permanent: true };
  if (error instanceof ContentChangedError)
    return { ...known, code: 'content-changed', scope: 'letter', permanent: true };
  return null;
}
