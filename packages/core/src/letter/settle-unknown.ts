/** A letter whose fate nobody knows: it is looked for where it would be, had it gone out; and never sent again. */
import { arrivedOnServer, type LetterRow, writeClaimed } from '@tradepost/db/queries/letter-work';
import { ImapFault } from '@tradepost/mail/imap';
import { sql } from 'kysely';
import { savesSent } from '../accounts/submission.ts';
import { SecretError } from '../secrets.ts';
import { tell } from './record-outcome.ts';
import { lookInSent } from './sent-copy.ts';
import { type Account, inSeconds, type WorkDeps } from './work-deps.ts';

/** Seconds until the next look; after the last one a person decides. */
const LOOKS = [120, 300, 900, 3_600, 6 * 3_600, 12 * 3_600, 24 * 3_600];
/** After so many looks its author is told; most are found at the first. */
const TELL_AFTER = 2;

export async function settleUnknown(
  deps: WorkDeps,
  letter: LetterRow,
  account: Account | null,
): Promise<void> {
  if (await wentOut(deps, letter, account)) {
    await deps.db.transaction().execute(async (tx) => {
      const mine = await writeClaimed(tx, letter, {
        state: 'sent',
        sent_at: letter.sent_at ?? letter.handed_over_at ?? sql<Date>`now()`,
        error_code: null,
        error_detail: null,
        ...(account !== null && savesSent(account) !== 'always' && letter.sent_at === null
          ? { append_state: 'due' as const }
          : {}),
      });
      if (mine)
        await sql`
          update letter_recipient set state = 'accepted', at = now()
          where letter_id = ${letter.id} and state = 'unknown'`.execute(tx);
    });
    return;
  }
  const wait = LOOKS[letter.looks];
  await deps.db.transaction().execute(async (tx) => {
    const mine = await writeClaimed(tx, letter, {
      looks: letter.looks + 1,
      due_at: inSeconds(wait ?? 0),
    });
    if (!mine || letter.looks + 1 < TELL_AFTER) return;
    await tell(tx, letter, 'letter-unknown', { code: letter.error_code, detail: letter.error_detail });
  });
}

/** Nothing more is looked for: a person decides. */
export const isGivenUp = (letter: Pick<LetterRow, 'looks'>) => letter.looks > LOOKS.length;

/** It lies on a server that the archive reads, or in the Sent that this account's server keeps by itself. */
async function wentOut(deps: WorkDeps, letter: LetterRow, account: Account | null): Promise<boolean> {
  if (letter.rfc_message_id === null) return false;
  if (await arrivedOnServer(deps.db, letter.rfc_message_id)) return true;
  if (account === null || account.state !== 'active' || savesSent(account) === 'no') return false;
  try {
    return (await lookInSent(deps, letter, account, 'look')) === 'there';
  } catch (error) {
    if (error instanceof ImapFault || error instanceof SecretError) return false;
    throw error;
  }
}
