/** One number of the report of work, opened as a list. */
import type { WorkList } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Scope } from '@tradepost/db/queries/scope';
import { listWorkItems, type WorkItemRow } from '@tradepost/db/queries/work-items';
import type { Kysely } from 'kysely';
import { notFound } from '../errors.ts';
import { leads, type Viewer } from '../users/viewer.ts';
import { periodOf } from './period.ts';

/** @throws TradepostError 'not-found' for one whose work is not the asker's to look at; 'invalid-request'. */
export async function readWorkItems(
  db: Kysely<DB>,
  { viewer, scope }: { readonly viewer: Viewer; readonly scope: Scope },
  asked: { readonly userId: number; readonly list: WorkList; readonly from: string; readonly to: string },
  page: Parameters<typeof listWorkItems>[4],
): Promise<WorkItemRow[]> {
  const { userId, list } = asked;
  if (userId !== viewer.id && !leads(viewer, userId)) throw notFound('The person');
  return listWorkItems(db, scope, list, { userId, period: await periodOf(db, asked) }, page);
}
