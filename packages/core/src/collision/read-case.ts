/** The quotations of both sides of a collision: marked ones, and amounts that their mails name. */
import type { Quote } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type CollisionRow, listSentTexts } from '@tradepost/db/queries/collisions';
import { listMarks } from '@tradepost/db/queries/marks';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';
import { recordReading } from '../audit/record-reading.ts';
import { loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { dayIn } from '../calendar/days.ts';
import { findQuotes } from '../promise/find-quotes.ts';
import { isLeader, type Viewer } from '../users/viewer.ts';
import { type ComparedQuotes, compareQuotes } from './compare-quotes.ts';

/** The newest mails of each side that are looked through, and how much of each. */
const MAILS = { each: 30, characters: 20_000 };
const MOST_MARKS = 200;
/** Quotations shown of one side. */
const MOST_QUOTES = 40;

/**
 * Only of mails that the viewer may read. A leader reads lines of his people's mail here: that is in the audit log.
 */
export async function readQuotes(
  db: Kysely<DB>,
  { viewer, scope }: { viewer: Viewer; scope: Scope },
  found: CollisionRow,
): Promise<ComparedQuotes> {
  const sides = [found.owner_id, found.user_id];
  const [marks, texts] = await Promise.all([
    listMarks(db, scope, found.customer_id, {
      kind: 'quotation',
      state: null,
      before: null,
      limit: MOST_MARKS,
    }),
    listSentTexts(db, scope, found.customer_id, sides, MAILS),
  ]);
  const marked = marks.flatMap((mark): (Quote & { by: number | null })[] =>
    mark.amount === null || mark.currency === null || mark.state === 'withdrawn'
      ? []
      : [
          {
            source: 'mark',
            amount: mark.amount,
            currency: mark.currency,
            unit: mark.unit,
            product: mark.product,
            terms: {
              incoterm: mark.incoterm,
              incotermPlace: mark.incoterm_place,
              validUntil: mark.valid_until,
              quantity: mark.quantity,
              minQuantity: mark.min_quantity,
              quantityUnit: mark.quantity_unit,
            },
            line: mark.text,
            at: mark.said_at.toISOString(),
            messageId: mark.message_id,
            by: mark.author_id,
          },
        ],
  );
  const isMarked = (quote: Quote) =>
    marked.some(
      (mark) =>
        mark.messageId === quote.messageId &&
        mark.amount === quote.amount &&
        mark.currency === quote.currency,
    );
  const calendar = await loadCompanyCalendar(db);
  const named = texts.flatMap((mail) => {
    const said = { on: dayIn(calendar.timeZone, mail.at), calendar };
    return findQuotes(mail.body, { language: mail.language, said })
      .map(
        ({ product, amount, terms, text }): Quote => ({
          source: 'text',
          ...amount,
          product,
          terms,
          line: text,
          at: mail.at.toISOString(),
          messageId: mail.message_id,
        }),
      )
      .filter((quote) => !isMarked(quote))
      .map((quote) => ({ ...quote, by: mail.user_id }));
  });
  const of = (userId: number) =>
    [...marked, ...named]
      .filter(({ by }) => by === userId)
      .slice(0, MOST_QUOTES)
      .map(({ by: _by, ...quote }) => quote);
  await recordCase(db, viewer, found, [...new Set(named.map(({ messageId }) => messageId))]);
  return compareQuotes(of(found.owner_id), of(found.user_id));
}

async function recordCase(
  db: Kysely<DB>,
  viewer: Viewer,
  { id, owner_id, user_id }: CollisionRow,
  messages: readonly number[],
): Promise<void> {
  if (!isLeader(viewer) || viewer.id === owner_id || viewer.id === user_id || messages.length === 0) return;
  await recordReading(db, {
    actorId: viewer.id,
    action: 'collision.read',
    subjectKind: 'collision',
    subjectId: id,
    detail: { messages },
  });
}
