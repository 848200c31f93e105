/** The lines that became no customer, as CSV: the columns of the upload, and why. */
import type { CustomerFault } from '@tradepost/contract';
import type { DB, Locale } from '@tradepost/db';
import { findImport, listImportLines } from '@tradepost/db/queries/intake-imports';
import type { Kysely } from 'kysely';
import { notFound } from '../errors.ts';
import { csvLine } from './csv-line.ts';
import { faultSentence } from './fault-sentence.ts';

/** Lines read at once. */
const STEP = 500;

/**
 * Excel takes it for UTF-8 by its mark.
 * @yields pieces of the file. @throws TradepostError 'not-found', before the first piece.
 */
export async function* faultFile(
  db: Kysely<DB>,
  userId: number | null,
  runId: number,
  locale: Locale,
): AsyncGenerator<string> {
  const run = await findImport(db, userId, runId);
  if (run === undefined) throw notFound('The import');
  const chinese = locale === 'zh-CN';
  yield `\ufeff${csvLine([...run.headings, chinese ? '行号' : 'Line', chinese ? '原因' : 'Reason'])}`;
  for (let after = 0; ; ) {
    const lines = await listImportLines(db, runId, {
      after,
      outcomes: ['duplicate', 'invalid'],
      limit: STEP,
    });
    let piece = '';
    for (const { line, cells, fault } of lines) {
      const padded = run.headings.map((_, i) => cells[i] ?? '');
      const why = fault === null ? '' : faultSentence(fault as CustomerFault, locale);
      piece += csvLine([...padded, String(line), why]);
      after = line;
    }
    if (piece !== '') yield piece;
    if (lines.length < STEP) return;
  }
}
