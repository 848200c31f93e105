/** All that is to be known of a draft before it goes out: read once, for the check and for the sending. */
import type { DB } from '@tradepost/db';
import { findSender } from '@tradepost/db/queries/letter-senders';
import {
  findSignature,
  type LetterFileRow,
  listLetterFiles,
  type LockedLetter,
} from '@tradepost/db/queries/letters';
import type { Kysely, Selectable } from 'kysely';
import type { Author } from './actor.ts';
import { contentHash, type FinalContent, finalContent } from './final-content.ts';

export interface Prepared {
  readonly letter: LockedLetter;
  /** Undefined: none chosen, or he may not write as it. */
  readonly account: Selectable<DB['mail_account']> | undefined;
  readonly files: readonly LetterFileRow[];
  readonly content: FinalContent;
  /** Each once; To before Cc before Bcc. */
  readonly recipients: readonly { readonly address: string; readonly role: 'to' | 'cc' | 'bcc' }[];
  readonly hash: Buffer;
  readonly from: string | null;
}

export async function prepareLetter(db: Kysely<DB>, author: Author, letter: LockedLetter): Promise<Prepared> {
  const [account, files, signatureHtml] = await Promise.all([
    letter.account_id === null ? undefined : findSender(db, author.user.id, letter.account_id),
    listLetterFiles(db, letter.id),
    letter.with_signature ? findSignature(db, author.user.id, letter.account_id) : null,
  ]);
  const content = finalContent({ html: letter.html, signatureHtml, quotedHtml: letter.quoted_html });
  const from = letter.from_address ?? account?.address.toLowerCase() ?? null;
  const hash = contentHash({
    ...content,
    from: from ?? '',
    to: letter.to_list,
    cc: letter.cc_list,
    bcc: letter.bcc_list,
    subject: letter.subject,
    files: files.map((file) => ({
      name: file.file_name,
      sha256: file.sha256.toString('hex'),
      contentId: file.content_id,
    })),
  });
  return { letter, account, files, content, recipients: recipientsOf(letter), hash, from };
}

/** Nobody gets it twice. */
export function recipientsOf(letter: Pick<LockedLetter, 'to_list' | 'cc_list' | 'bcc_list'>) {
  const seen = new Set<string>();
  const of = (role: 'to' | 'cc' | 'bcc', people: readonly { readonly address: string }[]) =>
    people
      .filter(({ address }) => !seen.has(address) && seen.add(address))
      .map(({ address }) => ({ address, role }));
  return [...of('to', letter.to_list), ...of('cc', letter.cc_list), ...of('bcc', letter.bcc_list)];
}
