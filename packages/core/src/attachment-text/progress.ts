import type { FileTexts } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { countAttachmentTexts } from '@tradepost/db/queries/attachment-text';
import type { Kysely } from 'kysely';

export async function readFileTexts(db: Kysely<DB>): Promise<FileTexts> {
  const files = await countAttachmentTexts(db);
  const sum = (counts: readonly { readonly count: number }[]) =>
    counts.reduce((all, { count }) => all + count, 0);
  return { total: sum(files), waiting: sum(files.filter(({ state }) => state === 'waiting')), files };
}
