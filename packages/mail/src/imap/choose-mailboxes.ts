import { useByName } from './mailbox-names.ts';
import type { RemoteMailbox, SkipReason } from './types.ts';

/** A mailbox as LIST (RFC 3501 6.3.8) gives it, its name decoded. */
export interface ListedMailbox {
  readonly path: string;
  readonly delimiter: string | null;
  /** Attributes as sent, with their backslash. */
  readonly attributes: readonly string[];
}

/** RFC 6154 section 2, and \Important of RFC 8457. XLIST's older spellings are read as these. */
const SPECIAL_USES: Readonly<Record<string, string>> = {
  '\\all': '\\All',
  '\\allmail': '\\All',
  '\\archive': '\\Archive',
  '\\drafts': '\\Drafts',
  '\\flagged': '\\Flagged',
  '\\starred': '\\Flagged',
  '\\important': '\\Important',
  '\\junk': '\\Junk',
  '\\spam': '\\Junk',
  '\\sent': '\\Sent',
  '\\trash': '\\Trash',
};

const SKIPPED_USES: Readonly<Record<string, SkipReason>> = {
  '\\Junk': 'junk',
  '\\Trash': 'trash',
  '\\Drafts': 'drafts',
};

/**
 * Says of each mailbox what it is for and whether the rule archives it: all but Junk, Trash and Drafts,
 * and what is in them. Where the server has a mailbox with everything (Gmail's All Mail, RFC 6154 \All),
 * that one is archived and the others are 'all-mail-elsewhere': their mail is in it. INBOX and Sent among
 * them are still worth watching, as what arrives in All Mail arrives there too.
 * @param gmail the server sends X-GM-EXT-1: its \All holds everything but Junk and Trash. Elsewhere \All
 *   may be a virtual mailbox that leaves things out, and nothing is skipped on its account.
 */
export function chooseMailboxes(listed: readonly ListedMailbox[], gmail: boolean): RemoteMailbox[] {
  const taken = new Set(listed.map(serverUse).filter((use) => use !== null));
  const described = listed.map((mailbox): Omit<RemoteMailbox, 'skipReason'> => {
    const byServer = serverUse(mailbox);
    const use = byServer ?? inferUse(mailbox, taken);
    return {
      path: mailbox.path,
      delimiter: mailbox.delimiter,
      specialUse: use,
      specialUseSource: use === null ? null : byServer ? 'server' : 'name',
      // \NonExistent implies \Noselect (RFC 5258 3).
      selectable: !mailbox.attributes.some((attribute) => /^\\(Noselect|NonExistent)$/i.test(attribute)),
    };
  });
  const allMail = gmail
    ? described.find((mailbox) => mailbox.specialUse === '\\All' && mailbox.selectable)
    : undefined;
  return described.map((mailbox) => ({ ...mailbox, skipReason: skipReason(mailbox, described, allMail) }));
}

function skipReason(
  mailbox: Omit<RemoteMailbox, 'skipReason'>,
  all: readonly Omit<RemoteMailbox, 'skipReason'>[],
  allMail: Omit<RemoteMailbox, 'skipReason'> | undefined,
): SkipReason | null {
  if (!mailbox.selectable) return 'not-selectable';
  const own = SKIPPED_USES[mailbox.specialUse ?? ''];
  if (own) return own;
  const above = all.find(
    (other) =>
      SKIPPED_USES[other.specialUse ?? ''] !== undefined &&
      other.delimiter !== null &&
      other.delimiter !== '' &&
      mailbox.path.startsWith(other.path + other.delimiter),
  );
  if (above) return SKIPPED_USES[above.specialUse ?? ''] ?? null;
  return allMail && mailbox !== allMail ? 'all-mail-elsewhere' : null;
}

function serverUse(mailbox: ListedMailbox): string | null {
  if (mailbox.path.toUpperCase() === 'INBOX') return '\\Inbox';
  for (const attribute of mailbox.attributes) {
    const use = SPECIAL_USES[attribute.toLowerCase()];
    if (use) return use;
  }
  return null;
}

/**
 * By name only for a top-level mailbox, or one directly below INBOX or the root that providers put
 * theirs under: "Customers/Trash" may be anything. A use the server itself gave to another mailbox is
 * not given away a second time, except the ones to be skipped: of two Junk mailboxes both are junk.
 */
function inferUse(mailbox: ListedMailbox, taken: ReadonlySet<string>): string | null {
  const parts = mailbox.delimiter ? mailbox.path.split(mailbox.delimiter) : [mailbox.path];
  const name = parts.at(-1) ?? '';
  const nested =
    parts.length > 2 || (parts.length === 2 && !/^(inbox|\[gmail\]|\[google mail\])$/i.test(parts[0] ?? ''));
  const use = nested ? null : useByName(name);
  return use === '\\Sent' && taken.has(use) ? null : use;
}
