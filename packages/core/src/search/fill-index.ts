/** The index filled from the archive, newest first, as a job in steps; searches are answered meanwhile. */
import type { SearchIndex } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import {
  countMail,
  findOpenFilling,
  holdFilling,
  insertFilling,
  listMailToIndex,
} from '@tradepost/db/queries/search-index';
import { listFileTexts } from '@tradepost/db/queries/search-files';
import { leadAllRecords } from '@tradepost/db/queries/search-records';
import type { TimePoint } from '@tradepost/db/queries/timeline';
import { indexMail } from '@tradepost/mail/words';
import type { Kysely, Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Notifier } from '../events/notifier.ts';
import type { JobStep } from '../jobs/run-job.ts';
import { indexDocs } from './index-docs.ts';

/** Mails of one step; what is archived meanwhile waits for it no longer than a moment. */
const STEP = 100;

export async function fillStep(tx: Transaction<DB>, _payload: unknown, cursor: unknown): Promise<JobStep> {
  const before = cursor as TimePoint | null;
  await holdFilling(tx);
  const total = before === null ? { total: await countMail(tx) } : {};
  const mails = await listMailToIndex(tx, before, STEP);
  const texts = await listFileTexts(
    tx,
    mails.map(({ id }) => id),
  );
  await indexDocs(
    tx,
    mails.map((mail) => ({ messageId: mail.id, words: indexMail(mail, texts.get(mail.id) ?? '') })),
  );
  const last = mails.at(-1);
  const isOver = last === undefined || mails.length < STEP;
  return { cursor: isOver ? null : { at: last.occurred_text, id: last.id }, done: mails.length, ...total };
}

/** What can be found: everything, or what is not older than the filling has come to. */
export async function readIndexState(db: Kysely<DB>): Promise<SearchIndex> {
  const filling = await findOpenFilling(db);
  if (filling === null) return { state: 'ready', percent: null, since: null };
  const { done, total, cursor, anew } = filling;
  const since = anew || cursor === null ? null : new Date(cursor.at).toISOString();
  const percent = total === null || total === 0 ? null : Math.min(100, Math.floor((100 * done) / total));
  return { state: 'building', percent, since };
}

/** On record; does nothing where the index is being filled already. */
export async function startFilling(
  deps: { readonly db: Kysely<DB>; readonly notifier: Notifier },
  userId: number | null,
): Promise<void> {
  const jobId = await deps.db.transaction().execute(async (tx) => {
    const id = await insertFilling(tx, userId);
    if (id !== null) {
      await leadAllRecords(tx);
      await appendAudit(tx, {
        actorId: userId,
        action: 'search-index.rebuilt',
        subjectKind: 'job',
        subjectId: id,
      });
    }
    return id;
  });
  if (jobId !== null) await deps.notifier.enqueue('background-job', { jobId });
}
