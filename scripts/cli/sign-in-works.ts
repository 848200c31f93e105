import type { ImapSettings } from '@tradepost/contract';
import type { AccountDeps } from '@tradepost/core/accounts/deps';
import { TradepostError } from '@tradepost/core/errors';
import { faultWords } from './fault-words.ts';

/**
 * Signs in once, from the machine itself: hosts of the inner network are allowed.
 * @param otherwise what did not happen, as a sentence.
 * @throws TradepostError 'unprocessable' with what is wrong and what to do.
 */
export async function assertSignInWorks(
  deps: AccountDeps,
  imap: ImapSettings,
  password: string,
  otherwise: string,
): Promise<void> {
  const { ok, fault } = await deps.probe.test({ ...imap, password }, { privateHostAllowed: true });
  if (ok) return;
  throw new TradepostError(
    'unprocessable',
    `${otherwise} ${faultWords(fault?.code ?? 'internal', fault?.detail ?? null)}`,
  );
}
