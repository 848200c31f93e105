/** Which SMTP servers may be connected to: the guard of IMAP, with the ports of submission. */
import { resolveHost } from '../imap/resolve-host.ts';
import type { HostGuard } from '../imap/host-guard.ts';

export type HostLookup = NonNullable<Parameters<typeof resolveHost>[2]>;

/** @returns the addresses to connect to, each of them allowed. @throws ImapFault 'unknown-host', 'host-not-allowed'. */
export const checkSmtpHost = (guard: HostGuard, host: string, port: number, lookup?: HostLookup) =>
  resolveHost(host, (address) => guard.checkSubmission(host, port, address), lookup);
