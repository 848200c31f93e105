/** Where a search's words stand in the files of a mail, for mails that show them nowhere else. */
import type { SearchItem, Snippet } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { listFileExcerpts } from '@tradepost/db/queries/search-files';
import type { Kysely } from 'kysely';
import { cutSnippet } from './highlight.ts';
import type { Needle } from './needles.ts';

/** Files of one mail that are shown because of what stands in them. */
const MOST_FILES = 2;
/** Words that a piece of a long text is looked for by. */
const MOST_WORDS = 10;
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

export async function addFileSnippets(
  db: Kysely<DB>,
  items: readonly SearchItem[],
  needles: readonly Needle[],
): Promise<SearchItem[]> {
  const wanted = needles.filter(({ place }) => place === 'any' || place === 'body');
  const bare = items.filter((item) => wanted.length > 0 && showsNothing(item));
  const rows = await listFileExcerpts(
    db,
    bare.flatMap(({ mail }) => mail?.messageId ?? []),
    [...new Set(wanted.map(wordOf))].slice(0, MOST_WORDS),
  );
  return items.map((item) => {
    const snippets = rows
      .filter((row) => row.message_id === item.mail?.messageId)
      .flatMap((row): Snippet[] => {
        const { found, ...cut } = cutSnippet(row.text, wanted);
        return found ? [{ place: 'file-text', partPath: row.part_path, ...cut }] : [];
      });
    return snippets.length === 0
      ? item
      : { ...item, snippets: [...item.snippets, ...snippets.slice(0, MOST_FILES)] };
  });
}

const showsNothing = ({ mail, snippets }: SearchItem) =>
  mail !== null && mail.attachments.length > 0 && snippets.every(({ ranges }) => ranges.length === 0);

/** In lower case, as it may stand in a text. */
const wordOf = ({ pieces, whole }: Needle) =>
  pieces.some((piece) => DENSE.test(piece)) ? pieces.join('') : (pieces[0] ?? whole ?? '');
