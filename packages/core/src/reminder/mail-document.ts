/** A mail of ours before it has a form. Whatever a customer or a colleague wrote is text here; the forms escape it. */
import type { Locale } from '@tradepost/db';

/** late: something burns. warn: it will. */
export type Tone = 'normal' | 'late' | 'warn';

export interface MailLink {
  readonly label: string;
  readonly url: string;
}

/** One thing to do or to know. */
export interface MailItem {
  /** By which a reply names it. */
  readonly number?: number;
  readonly title: string;
  readonly url?: string;
  /** Short marks beside the title: a grade, "key account". */
  readonly marks?: readonly string[];
  /** How late, or how old. */
  readonly aside?: string;
  readonly tone?: Tone;
  /** The first says why, the others what helps. */
  readonly lines?: readonly string[];
  /** Somebody's own words. */
  readonly quote?: string;
  readonly actions?: readonly MailLink[];
}

export interface MailCell {
  readonly text: string;
  readonly url?: string;
  readonly tone?: Tone;
}

export interface MailTable {
  readonly columns: readonly { readonly label: string; readonly number?: boolean }[];
  readonly rows: readonly (readonly (string | MailCell)[])[];
}

export interface MailSection {
  readonly title: string;
  readonly count?: number;
  readonly tone?: Tone;
  readonly note?: string;
  readonly items?: readonly MailItem[];
  readonly table?: MailTable;
  /** What the mail has no room for, and where it is. */
  readonly more?: MailLink;
}

export interface MailDocument {
  readonly locale: Locale;
  readonly subject: string;
  /** What a list of mails shows after the subject. */
  readonly preheader: string;
  /** What it is and of which day; beside the product's name. */
  readonly dateline: string;
  readonly title: string;
  readonly lead?: string;
  /** The few numbers that matter. */
  readonly figures?: readonly { readonly value: string; readonly label: string; readonly tone?: Tone }[];
  /** Sentences, one below the other. */
  readonly lines?: readonly string[];
  readonly sections: readonly MailSection[];
  readonly button?: MailLink;
  /** What can be done with the mail, and why it came. */
  readonly footer: readonly string[];
  readonly settings?: MailLink;
}
