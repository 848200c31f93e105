/** Why one finds a mail that the other does not: each mail of a difference is looked at. */
import type { DB } from '@tradepost/db';
import { fold } from '@tradepost/mail/words';
import { type Kysely, sql } from 'kysely';
import type { NotmuchCase } from './search-notmuch-cases.ts';

export interface Difference {
  readonly only: 'ours' | 'notmuch';
  readonly reason: string;
  readonly count: number;
  /** One of them, to look at: its Message-ID. */
  readonly example: string;
}

interface MailText {
  readonly rfc_message_id: string;
  readonly language: string | null;
  readonly headers: string;
  readonly body: string;
  readonly files: string;
}

export const UNEXPLAINED = 'not explained';
const HAN = /\p{Script=Han}/u;
/** Without fields and operators. */
const wordsOf = (query: string) =>
  query
    .replace(/\b(OR|or|and|not)\b|[\p{L}]+:|["()-]/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '');

export async function explainDifferences(
  db: Kysely<DB>,
  asked: NotmuchCase,
  ours: ReadonlySet<number>,
  theirs: ReadonlySet<number>,
): Promise<Difference[]> {
  const sides = [
    ['ours', ours],
    ['notmuch', theirs],
  ] as const;
  const found = new Map<string, { -readonly [K in keyof Difference]: Difference[K] }>();
  for (const [only, ids] of sides)
    for (const mail of await readMails(db, [...ids])) {
      const reason = only === 'ours' ? whyOurs(asked, mail) : whyTheirs(asked, mail);
      const known = found.get(`${only} ${reason}`);
      if (known === undefined)
        found.set(`${only} ${reason}`, { only, reason, count: 1, example: mail.rfc_message_id });
      else known.count++;
    }
  return [...found.values()];
}

function whyOurs({ ours }: NotmuchCase, { headers, body, files }: MailText): string {
  if (HAN.test(ours)) return 'part of a run of Chinese signs, which notmuch knows only whole';
  const words = wordsOf(ours);
  const all = (text: string, form: (text: string) => string) => words.every((word) => has(text, word, form));
  if (!all(body, lower) && all(`${headers}\n${body}`, lower))
    return 'in a header of several encoded words: notmuch (GMime) stops where one ends with padding';
  if (all(`${headers}\n${body}`, fold)) return 'the same letters with another accent, or none';
  if (all(`${headers}\n${body}\n${files}`, fold)) return 'in the name of a file';
  return UNEXPLAINED;
}

function whyTheirs({ ours }: NotmuchCase, { language, headers, body }: MailText): string {
  const text = `${headers}\n${body}`;
  if (!ours.includes('"') && !wordsOf(ours).every((word) => has(text, word, lower)))
    return language === 'en'
      ? UNEXPLAINED
      : `another ending of an English word, in a mail taken for ${language ?? 'no language'}: ours are those of the mail's language`;
  return UNEXPLAINED;
}

const lower = (text: string) => text.normalize('NFC').toLowerCase();

/** As a whole word. */
function has(text: string, word: string, form: (text: string) => string): boolean {
  const escaped = form(word.replace(/\*$/, '')).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const end = word.endsWith('*') ? '' : '(?![\\p{L}\\p{N}])';
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}${end}`, 'u').test(form(text));
}

async function readMails(db: Kysely<DB>, ids: readonly number[]): Promise<MailText[]> {
  const { rows } = await sql<MailText>`
    select m.rfc_message_id, m.language, concat_ws(E'\\n', m.subject, m.from_name, m.from_address) as headers,
      coalesce(t.body, '') as body,
      coalesce((select string_agg(a.file_name, E'\\n') from attachment a where a.message_id = m.id), '') as files
    from message m left join message_text t on t.message_id = m.id where m.id = any(${[...ids]}::bigint[])
    order by m.id`.execute(db);
  return rows;
}
