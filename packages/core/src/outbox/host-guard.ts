/** Which hosts mail may be handed to: public ones, and those that the machine's administrator lists. */
import { ImapFault, makeHostGuard } from '@tradepost/mail/imap';
import { checkSmtpHost } from '@tradepost/mail/smtp';
import { TradepostError } from '../errors.ts';

export interface MailHosts {
  readonly allowedMailHosts: readonly string[];
}

export const smtpGuard = (hosts: MailHosts, privateHostAllowed: boolean) =>
  makeHostGuard({ allowedHosts: hosts.allowedMailHosts, allowPrivate: privateHostAllowed });

/**
 * Says no early and in words; the connection itself checks again, each time.
 * @throws TradepostError 'invalid-request'
 */
export async function assertSubmissionAllowed(
  hosts: MailHosts,
  host: string,
  port: number,
  privateHostAllowed: boolean,
): Promise<void> {
  try {
    await checkSmtpHost(smtpGuard(hosts, privateHostAllowed), host, port);
  } catch (error) {
    if (!(error instanceof ImapFault)) throw error;
    // A name without an address just now: the first attempt will say so.
    if (error.code === 'unknown-host') return;
    throw new TradepostError(
      'invalid-request',
      `${host}:${port} may not be used: it is a private address, or no port for outgoing mail (465, 587, 25, 2525). An administrator of the machine can list it in ALLOWED_MAIL_HOSTS.`,
      { details: { code: error.code } },
    );
  }
}
