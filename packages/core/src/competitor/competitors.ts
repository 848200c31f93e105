/** What is known of competitors. */
import type { CompetitorPatch, NewCompetitor } from '@tradepost/contract';
import type { CompetitorTable, DB } from '@tradepost/db';
import { type Kysely, sql, type Transaction, type Updateable } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';

const TEXTS = ['products', 'strengths', 'weaknesses', 'strategy', 'note'] as const;

function read(input: CompetitorPatch): Updateable<CompetitorTable> {
  const set: Updateable<CompetitorTable> = {};
  if (input.name !== undefined) {
    const name = cleanText(input.name);
    if (name === null) throw new TradepostError('invalid-request', 'A competitor needs a name.');
    set.name = name;
  }
  for (const field of TEXTS) if (input[field] !== undefined) set[field] = cleanText(input[field]);
  if (input.countries !== undefined) set.countries = [...new Set(input.countries)];
  if (input.aliases !== undefined)
    set.aliases = [...new Set(input.aliases.map(cleanText).filter((alias) => alias !== null))];
  return set;
}

/** Two of one name would be taken for each other. */
async function assertNameFree(tx: Transaction<DB>, name: string, id: number): Promise<void> {
  const other = await tx
    .selectFrom('competitor')
    .select('id')
    .where(sql<string>`lower(name)`, '=', sql<string>`lower(${name})`)
    .where('id', '<>', id)
    .executeTakeFirst();
  if (other !== undefined)
    throw new TradepostError('conflict', `There is a competitor called "${name}" already.`, {
      details: { competitorId: other.id },
    });
}

/** @returns its id. @throws TradepostError 'invalid-request', 'conflict' for a name that is taken. */
export async function createCompetitor(
  db: Kysely<DB>,
  actorId: number | null,
  input: NewCompetitor,
): Promise<number> {
  const set = read(input);
  const name = set.name as string;
  return db.transaction().execute(async (tx) => {
    await assertNameFree(tx, name, 0);
    const row = await tx
      .insertInto('competitor')
      .values({ ...set, name, created_by: actorId })
      // Another one made it since the look.
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (row === undefined)
      throw new TradepostError('conflict', `There is a competitor called "${name}" already.`);
    return row.id;
  });
}

/** @throws TradepostError 'not-found', 'invalid-request', 'conflict'. */
export async function updateCompetitor(
  db: Kysely<DB>,
  actorId: number | null,
  id: number,
  patch: CompetitorPatch,
): Promise<void> {
  const set = read(patch);
  await db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('competitor')
      .select(['name', 'archived_at'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) throw notFound('The competitor');
    if (set.name !== undefined) await assertNameFree(tx, set.name, id);
    const archived = patch.archived ?? before.archived_at !== null;
    await tx
      .updateTable('competitor')
      .set({ ...set, archived_at: archived ? (before.archived_at ?? sql<Date>`now()`) : null })
      .where('id', '=', id)
      .execute();
    if (archived !== (before.archived_at !== null))
      await appendAudit(tx, {
        actorId,
        action: archived ? 'competitor.archived' : 'competitor.restored',
        subjectKind: 'competitor',
        subjectId: id,
        detail: { name: before.name },
      });
  });
}
