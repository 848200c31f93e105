/** What a page of a search shows of its matches. */
import type { SearchItem, Snippet } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Scope } from '@tradepost/db/queries/scope';
import type { MatchRow } from '@tradepost/db/queries/search';
import { type FoundMailRow, listCustomersOfMails, listFoundMails } from '@tradepost/db/queries/search-page';
import {
  type AttachmentSummaryRow,
  listAttachmentSummaries,
  listRecipients,
  type RecipientRow,
} from '@tradepost/db/queries/timeline';
import { splitQuoted } from '@tradepost/mail/html';
import type { Kysely } from 'kysely';
import { addInformation } from './describe-information.ts';
import { describeRecords } from './describe-records.ts';
import { addFileSnippets } from './file-snippets.ts';
import { cutSnippet, rangesIn } from './highlight.ts';
import type { Needle, NeedlePlace } from './needles.ts';

/** File names that are shown because they were found. */
const MOST_FILES = 3;

/** In the order of the matches; without those that may not be seen any more. */
export async function describeMatches(
  db: Kysely<DB>,
  scope: Scope,
  matches: readonly MatchRow[],
  needles: readonly Needle[],
): Promise<SearchItem[]> {
  const ids = matches.flatMap((match) => match.message_id ?? []);
  const [records, mails, customers, recipients] = await Promise.all([
    describeRecords(db, scope, matches, needles),
    listFoundMails(db, scope, ids),
    listCustomersOfMails(db, scope, ids),
    listRecipients(db, ids),
  ]);
  const withFiles = mails.filter((mail) => mail.attachment_count > 0).map((mail) => mail.id);
  const files = await listAttachmentSummaries(db, withFiles);
  const of = <T extends { readonly message_id: number }>(rows: readonly T[], id: number) =>
    rows.filter((row) => row.message_id === id);
  const items = matches.flatMap((match): SearchItem[] => {
    const mail = mails.find(({ id }) => id === match.message_id);
    const record = records.get(match.id);
    if (record !== undefined) return [record];
    if (mail === undefined) return [];
    return [
      {
        id: match.id,
        kind: match.kind,
        occurredAt: match.occurred_at.toISOString(),
        title: { text: mail.subject, ranges: rangesIn(mail.subject, at(needles, 'subject')) },
        snippets: snippetsOf(mail, of(files, mail.id), needles),
        customers: of(customers, mail.id).map(({ id, name, grade, country }) => ({
          id,
          name,
          grade,
          country,
        })),
        mail: describeMail(mail, of(recipients, mail.id), of(files, mail.id), needles),
        recordId: null,
        informationId: null,
        group: null,
      },
    ];
  });
  return addFileSnippets(db, await addInformation(db, scope, matches, items, needles), needles);
}

const at = (needles: readonly Needle[], place: NeedlePlace) =>
  needles.filter((needle) => needle.place === 'any' || needle.place === place);

function snippetsOf(
  mail: FoundMailRow,
  files: readonly AttachmentSummaryRow[],
  needles: readonly Needle[],
): Snippet[] {
  const { newText, quotedText } = splitQuoted(mail.text);
  const wanted = at(needles, 'body');
  const { found, ...fresh } = cutSnippet(newText, wanted);
  const { found: foundOld, ...old } = found ? { found: false } : cutSnippet(quotedText, wanted);
  const snippets: Snippet[] = [];
  if (foundOld && 'text' in old) snippets.push({ place: 'quoted', partPath: null, ...old });
  else if (fresh.text !== '') snippets.push({ place: 'text', partPath: null, ...fresh });
  for (const { part_path: partPath, file_name: text } of files) {
    const ranges = text === null ? [] : rangesIn(text, at(needles, 'file'));
    if (text !== null && ranges.length > 0 && snippets.length <= MOST_FILES)
      snippets.push({ place: 'file-name', partPath, cutBefore: false, cutAfter: false, text, ranges });
  }
  return snippets;
}

function describeMail(
  mail: FoundMailRow,
  to: readonly RecipientRow[],
  files: readonly AttachmentSummaryRow[],
  needles: readonly Needle[],
): NonNullable<SearchItem['mail']> {
  const { from_address: address, from_name: name } = mail;
  return {
    messageId: mail.id,
    threadId: mail.thread_id,
    direction: mail.direction,
    from:
      address === null ? null : { address, name, ranges: rangesIn(name ?? address, at(needles, 'people')) },
    to: to.map((one) => ({ address: one.address, name: one.name })),
    language: mail.language,
    automatic: mail.automatic,
    attachments: files.map((file) => ({
      partPath: file.part_path,
      fileName: file.file_name,
      contentType: file.content_type,
      size: file.size,
    })),
    size: mail.size,
    quarantineReason: mail.quarantine_reason,
    privateAt: mail.private_at?.toISOString() ?? null,
  };
}
