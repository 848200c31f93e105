/** What of a letter its author changes, apart from the page. */
import type { Letter, LetterParty, LetterPatch } from '@tradepost/contract';

export interface Draft {
  readonly accountId: number | null;
  /** Null: the account's main address. */
  readonly fromAddress: string | null;
  readonly customerId: number | null;
  readonly to: readonly LetterParty[];
  readonly cc: readonly LetterParty[];
  readonly bcc: readonly LetterParty[];
  readonly subject: string;
  readonly html: string;
  readonly quotedHtml: string;
  readonly withSignature: boolean;
}

export const draftOf = (letter: Letter): Draft => ({
  accountId: letter.accountId,
  fromAddress: letter.from?.address ?? null,
  customerId: letter.customerId,
  to: letter.to,
  cc: letter.cc,
  bcc: letter.bcc,
  subject: letter.subject,
  html: letter.html,
  quotedHtml: letter.quotedHtml,
  withSignature: letter.withSignature,
});

/** Only what differs is sent: two windows that change different things do not undo each other's. */
export function changesOf(saved: Draft, edited: Draft): Partial<LetterPatch> {
  const keys = Object.keys(edited) as (keyof Draft)[];
  return Object.fromEntries(
    keys.filter((key) => !isSame(saved[key], edited[key])).map((key) => [key, edited[key]]),
  );
}

export const isChanged = (saved: Draft, edited: Draft): boolean =>
  Object.keys(changesOf(saved, edited)).length > 0;

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

/**
 * What was written here on top of what another window has saved meanwhile.
 * @returns null where both changed the same field: a person decides.
 */
export function merge(saved: Draft, edited: Draft, theirs: Draft): Draft | null {
  const [mine, others] = [changesOf(saved, edited), changesOf(saved, theirs)];
  const both = Object.keys(mine).filter((key) => Object.hasOwn(others, key));
  const differ = both.some((key) => !isSame(edited[key as keyof Draft], theirs[key as keyof Draft]));
  return differ ? null : { ...theirs, ...(mine as Partial<Draft>) };
}
