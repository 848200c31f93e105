/** Looking at a mail server on behalf of a person: settings, a test, and whether it may be asked at all. */
import type {
  ConnectionTest,
  ImapSettings,
  LookupResult,
  MailProvider,
  SubmissionTest,
} from '@tradepost/contract';
import type { SmtpServer } from '@tradepost/mail/smtp';

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
  /** Connects to a submission server and signs in; sends nothing. */
  testSending(server: SmtpServer, options: HostOptions): Promise<SubmissionTest>;
  /** As `assertHostAllowed`, of a submission server. */
  assertSubmissionAllowed(
    server: { readonly host: string; readonly port: number },
    options: HostOptions,
  ): Promise<void>;
  /** @throws TradepostError 'invalid-request' for a loopback, private or otherwise closed host or port. */
  assertHostAllowed(settings: ImapSettings, options: HostOptions): Promise<void>;
}
