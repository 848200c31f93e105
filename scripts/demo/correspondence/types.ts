/** The words of the generator. */
import type { Charset } from './charset.ts';
import type { Block } from './blocks.ts';

export type Language = 'en' | 'zh' | 'es' | 'ru' | 'ja' | 'ar' | 'de' | 'pt';

export interface Party {
  readonly address: string;
  readonly name: string;
}

export interface Person extends Party {
  /** What a letter calls the person. */
  readonly first: string;
  readonly last: string;
  readonly title: string;
  readonly language: Language;
  readonly client: ClientName;
  /** Lines under the letter. */
  readonly signature: string;
  /** Minutes east of UTC. */
  readonly zone: number;
}

export type ClientName = 'outlook' | 'gmail' | 'thunderbird' | 'apple' | 'foxmail' | 'coremail' | 'qq';

export type Mailbox =
  | 'INBOX'
  | 'Sent'
  | 'Junk'
  | 'Archive/2025'
  | '客户/德国'
  | '客户/西班牙'
  | '客户/俄罗斯';

/** A letter before it is octets. Rendered in the order of dates, because a reply quotes its parent. */
export interface Letter {
  readonly id: string;
  date: Date;
  readonly from: Person;
  readonly to: readonly Party[];
  readonly cc: readonly Party[];
  readonly subject: string;
  readonly language: Language;
  readonly blocks: readonly Block[];
  readonly parent: Letter | null;
  readonly files: readonly FileRef[];
  readonly oddity: Oddity | null;
  /** What the mail is about: a stage of a deal, or 'internal', 'newsletter', … */
  readonly kind: string;
  readonly extraHeaders: readonly (readonly [string, string])[];
  /** Where the receiving side keeps it, other than INBOX. */
  readonly filedIn: Mailbox | null;
}

/** Something that happens at a time and leaves copies in accounts. */
export interface Event {
  date: Date;
  /** Copies as they lie in the accounts, written at that date. */
  mails(date: Date): DemoMail[];
}

/** A document of the pool under the name that this mail gives it, with the fields to fill in. */
export interface FileRef {
  readonly document: string;
  readonly name: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** What is wrong with a letter, for those that are to be wrong. */
export type Oddity =
  | 'truncated'
  | 'wrong-charset'
  | 'raw-subject'
  | 'no-message-id'
  | 'no-date'
  | 'absurd-date'
  | 'winmail'
  | 'forwarded';

export interface DemoMail {
  /** Address of the account that holds this copy. */
  readonly account: string;
  readonly mailbox: Mailbox;
  readonly raw: Buffer;
  readonly internalDate: Date;
  readonly seen: boolean;
  /** What a right parser finds; for tests. */
  readonly intent: Intent;
}

export interface Intent {
  readonly kind: string;
  readonly subject: string;
  readonly from: string;
  readonly language: Language;
  /** As declared by the first text part. */
  readonly charset: Charset;
  /** False for mails that are broken on purpose: nothing may be lost of them, but no two parsers agree. */
  readonly wellFormed: boolean;
}
