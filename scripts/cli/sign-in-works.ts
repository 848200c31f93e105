import type { ImapSettings } from '@tradepost/contract';
import type { AccountDeps } from '@tradepost/core/accounts/deps';
import { TradepostError } from '@tradepost/core/errors';
import { faultWords } from './fault-words.ts';

/**
 * Signs in once.
 * @param privateHostAllowed as the account has it, so that what works here works for its sync.
 * @param otherwise what did not happen, as a sentence.
 * @throws TradepostError 'unprocessable' with what is wrong and what to do.
 */
export async function assertSignInWorks(
  deps: AccountDeps,
  imap: ImapSettings,
  password: string,
  { otherwise, privateHostAllowed }: { otherwise: string; privateHostAllowed: boolean },
): Promise<void> {
  const { ok, fault } = await deps.probe.test({ ...imap, password }, { privateHostAllowed });
  if (ok) return;
  throw new TradepostError(
    'unprocessable',
    `${otherwise} ${faultWords(fault?.code ?? 'internal', fault?.detail ?? null)}`,
  );
}
