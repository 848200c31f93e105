/** What a mail's own text proposes to mark: quotations, and promises where we wrote it. */
import type { ProposedPromise, ProposedQuote } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { MessageRow } from '@tradepost/db/queries/messages';
import type { Kysely } from 'kysely';
import { loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { dayIn } from '../calendar/days.ts';
import type { Said } from './find-day.ts';
import { findPromises } from './find-promises.ts';
import { findQuotes } from './find-quotes.ts';

/** When it was said, by the company's clock. */
export async function saidOn(db: Kysely<DB>, at: Date): Promise<Said> {
  const calendar = await loadCompanyCalendar(db);
  return { on: dayIn(calendar.timeZone, at), calendar };
}

export async function readMailProposals(
  db: Kysely<DB>,
  message: Pick<MessageRow, 'body' | 'language' | 'occurred_at' | 'direction' | 'automatic'>,
): Promise<{ quotes: ProposedQuote[]; promises: ProposedPromise[] }> {
  const text = message.body ?? '';
  const said = await saidOn(db, message.occurred_at);
  const ours = message.direction === 'outbound' && message.automatic === null;
  return {
    quotes: findQuotes(text, { language: message.language, said }),
    promises: ours ? findPromises(text, said) : [],
  };
}

/** Sorts of files that may have prices. */
const NAMES = /\.(?:xlsx|xlsm|csv|tsv|docx|docm|pdf)$/i;
const TYPES =
  /^(?:application\/pdf|text\/csv|application\/vnd\.openxmlformats-officedocument\.(?:spreadsheetml\.sheet|wordprocessingml\.document))$/i;

export const isQuoteFile = (file: {
  readonly file_name: string | null;
  readonly content_type: string;
  readonly inline: boolean;
}): boolean => !file.inline && (NAMES.test(file.file_name ?? '') || TYPES.test(file.content_type));
