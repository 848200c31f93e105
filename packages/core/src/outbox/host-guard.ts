/** Which hosts mail may be handed to: public ones, and those that the machine's administrator lists. */
import { makeHostGuard } from '@tradepost/mail/imap';

export interface MailHosts {
  readonly allowedMailHosts: readonly string[];
}

export const smtpGuard = (hosts: MailHosts, privateHostAllowed: boolean) =>
  makeHostGuard({ allowedHosts: hosts.allowedMailHosts, allowPrivate: privateHostAllowed });
