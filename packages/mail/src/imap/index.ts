/**
 * IMAP as a reader of mail needs it: sign in, list, examine, fetch with proof, watch; and finding the
 * server of an address. Read-only towards the server (I4), but for the copy of a sent mail; no database.
 */
export { cleanDetail } from './clean-detail.ts';
export { IMAP_FAULT_CODES, ImapFault } from './faults.ts';
export type { ImapFaultCode } from './faults.ts';
export { makeGuardedFetch } from './guarded-fetch.ts';
export type { GuardedFetch } from './guarded-fetch.ts';
export { makeHostGuard } from './host-guard.ts';
export type { HostGuard } from './host-guard.ts';
export { openImap } from './open-imap.ts';
export { putIntoSent } from './put-into-sent.ts';
export type { SentCopy } from './put-into-sent.ts';
export { lookupSettings } from './lookup-settings.ts';
export type { LookupResult, MailResolver } from './lookup-settings.ts';
export { providerOfDomain, providerOfImap } from './find-provider.ts';
export { MAIL_PROVIDERS } from './providers.ts';
export type { MailProvider } from './providers.ts';
export { testConnection } from './test-connection.ts';
export type { ConnectionTest } from './test-connection.ts';
export { toRanges } from './uid-range.ts';
export type * from './types.ts';
