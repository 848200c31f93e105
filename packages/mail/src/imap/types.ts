import type { LookupAddress } from 'node:dns';
import type { HostGuard } from './host-guard.ts';

export type ImapSecurity = 'none' | 'starttls' | 'tls';

export interface ImapSettings {
  /** DNS name or IP literal. The certificate must be valid for it. */
  readonly host: string;
  readonly port: number;
  /** 'starttls' is enforced, never opportunistic; 'none' never upgrades. */
  readonly security: ImapSecurity;
  readonly user: string;
  readonly password: string;
}

export interface ImapOptions {
  /** Says which hosts, addresses and ports may be connected to; asked again at each connect. */
  readonly guard: HostGuard;
  /** Milliseconds one operation may take without progress; 60,000 by default. */
  readonly deadlineMs?: number;
  /** Milliseconds from the start of the look-up to a signed-in session; 45,000 by default. */
  readonly connectDeadlineMs?: number;
  /** Resolves a host name to addresses; the system's resolver by default. Asked once for each connection. */
  readonly resolve?: (host: string) => Promise<LookupAddress[]>;
  /** Receives what happens to the connection: never a secret, never a message. */
  readonly log?: (event: object) => void;
  /** Sent with ID (RFC 2971). NetEase opens no mailbox for a client that does not say who it is. */
  readonly clientId?: { readonly name: string; readonly version: string };
  /** Certificates (PEM) trusted beside those of the system: a company's own authority. */
  readonly ca?: string | readonly string[];
  /** Milliseconds between two looks at a watched mailbox where there is no IDLE; else the server's quirks say. */
  readonly pollEveryMs?: number;
  /** Octets of the largest literal taken into memory; 64 MiB by default. A larger one ends the connection. */
  readonly maxLiteralBytes?: number;
}

/** UIDs from first to last, both included. */
export interface UidRange {
  readonly first: number;
  readonly last: number;
}

/** Why a mailbox is left out by rule. */
export type SkipReason = 'junk' | 'trash' | 'drafts' | 'not-selectable' | 'all-mail-elsewhere';

export interface RemoteMailbox {
  /** Name as people read it; where the server's name cannot be decoded, the name as it was sent. */
  readonly path: string;
  readonly delimiter: string | null;
  /** RFC 6154 attribute ('\\Sent', '\\Junk', …) or '\\Inbox', said by the server or inferred from the name. */
  readonly specialUse: string | null;
  /** 'server' where the attribute was sent, 'name' where the name gave it away. */
  readonly specialUseSource: 'server' | 'name' | null;
  readonly selectable: boolean;
  readonly skipReason: SkipReason | null;
}

export interface ExaminedMailbox {
  /** 0 where the server gave none: nothing that was known of the mailbox holds (RFC 3501 2.3.1.1). */
  readonly uidValidity: number;
  /** Above every UID the mailbox had at the time. Learnt by a fetch where the server does not say. */
  readonly uidNext: number;
  readonly exists: number;
  /** Decimal digits: it may be above 2^53 (RFC 7162 3.1.2). */
  readonly highestModseq: string | null;
}

export interface MessageSize {
  readonly uid: number;
  /** RFC822.SIZE: what the server claims, in octets; 0 where it claims nothing. */
  readonly size: number;
  readonly internalDate: Date | null;
}

export interface FetchedMessage extends MessageSize {
  /** Octets as received; `size` is their number. */
  readonly source: Buffer;
}

export interface FetchOutcome {
  /** UIDs whose octets were handed over and whose length is proven. */
  readonly delivered: number[];
  /** UIDs the server spoke of without giving provable octets. This proves nothing: ask again. */
  readonly incomplete: number[];
  /** Delivered, but RFC822.SIZE was wrong; a second fetch agreed with the first. */
  readonly lyingSize: number[];
}

export interface FetchToFileOutcome {
  /** 'incomplete': nothing proven, ask again. Only 'complete' leaves a file. */
  readonly status: 'complete' | 'incomplete' | 'too-large';
  readonly uid: number;
  /** Octets written; for 'too-large' what the server claims or sent so far. */
  readonly size: number;
  readonly lyingSize: boolean;
  readonly internalDate: Date | null;
}

export interface FetchCallbacks {
  /**
   * Called for one message at a time; nothing more is read from the server until it has settled. A
   * rejection closes the connection and is thrown as it is. No command may be given inside.
   */
  readonly onMessage: (message: FetchedMessage) => Promise<void>;
}

export interface MailboxList {
  /** At most 10,000, those with a special use first. */
  readonly mailboxes: readonly RemoteMailbox[];
  /** How many more the server has: they are not looked at. */
  readonly beyond: number;
}

/**
 * One signed-in session. One operation at a time; a second one beside it throws. Every operation ends
 * within its deadline, and every failure is an ImapFault. After any fault but a refused command the
 * connection is closed and a new one has to be opened.
 */
export interface ImapConnection {
  readonly capabilities: readonly string[];
  readonly supportsIdle: boolean;
  /** False once the session has ended for whatever reason. */
  readonly usable: boolean;
  listMailboxes(): Promise<MailboxList>;
  /** EXAMINE (RFC 3501 6.3.2): nothing done afterwards changes a flag (I4). */
  examine(path: string): Promise<ExaminedMailbox>;
  /** UIDs of the examined mailbox, ascending, each once. By UID FETCH: SEARCH is wrong on several servers. */
  listUids(range?: UidRange): Promise<number[]>;
  fetchSizes(uids: readonly UidRange[]): Promise<MessageSize[]>;
  /** One streaming UID FETCH. UIDs the server does not mention at all are in no list of the outcome. */
  fetchSources(range: UidRange | readonly UidRange[], callbacks: FetchCallbacks): Promise<FetchOutcome>;
  fetchToFile(uid: number, path: string, maxBytes: number): Promise<FetchToFileOutcome>;
  /**
   * Resolves when `signal` is aborted, with the session still usable; rejects when the session ends.
   * `onChange` is a hint to look and see. It comes at once unless this connection examined the mailbox
   * last and nothing has changed since, so that nothing falls between looking and watching.
   */
  watch(path: string, onChange: () => void, signal: AbortSignal): Promise<void>;
  /** MESSAGES of a mailbox that is not examined; null where the server refuses. */
  countMessages(path: string): Promise<number | null>;
  /** LOGOUT with a short deadline, then the socket is destroyed. Never rejects. */
  close(): Promise<void>;
}
