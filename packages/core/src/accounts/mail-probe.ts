/** Looking at a mail server on behalf of a person: settings, a test, and whether it may be asked at all. */
import type { ConnectionTest, ImapSettings, LookupResult, MailProvider } from '@tradepost/contract';

export interface HostOptions {
  /** The machine's administrator named this host on the command line. */
  readonly privateHostAllowed: boolean;
}

export interface MailProbe {
  readonly providers: readonly MailProvider[];
  /** Id of the preset for the address's domain. */
  providerOf(address: string): string | null;
  lookup(address: string): Promise<LookupResult>;
  test(settings: ImapSettings & { password: string }, options: HostOptions): Promise<ConnectionTest>;
  /** @throws TradepostError 'invalid-request' for a loopback, private or otherwise closed host or port. */
  assertHostAllowed(settings: ImapSettings, options: HostOptions): Promise<void>;
}
