/** Changing the policy: checked, kept with who and when, and carried out for all customers in the background. */
import type { FollowUpPolicy, LateDaysByGrade } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { lookAtAllAnswers } from '@tradepost/db/queries/answer-leads';
import {
  findRefresh,
  findSettingVersion,
  listSettingVersions,
  lockSettingVersions,
} from '@tradepost/db/queries/follow-up-policy';
import { putSetting } from '@tradepost/db/queries/settings';
import type { Kysely, Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import { requestRefresh } from '../record/refresh-records.ts';
import { loadPolicy, POLICY_KEY, readPolicy } from './policy.ts';
import { PRESETS } from './presets.ts';

const GRADES = ['A', 'B', 'C', 'D', 'none'] as const;

/** What the schema cannot say. @throws TradepostError 'invalid-request'. */
export function checkPolicy({ newCustomerDays, late, inquiry, answer }: FollowUpPolicy): void {
  if (newCustomerDays.some((day, i) => i > 0 && day <= (newCustomerDays[i - 1] as number)))
    throw new TradepostError('invalid-request', 'The days of a new customer must rise, each once.');
  for (const grade of GRADES)
    if (isEarlier(late.owner[grade], late.leader[grade as keyof LateDaysByGrade]))
      throw new TradepostError(
        'invalid-request',
        'The company’s owner is told of a late follow-up on the same day as the manager, or later.',
      );
  for (const terms of [inquiry, answer])
    if (isEarlier(terms.ownerMinutes, terms.leaderMinutes))
      throw new TradepostError(
        'invalid-request',
        'The company’s owner is told of an unanswered mail together with the manager, or later.',
      );
}

const isEarlier = (owner: number | null, leader: number | null) =>
  owner !== null && leader !== null && owner < leader;

/** In force and on record. @param actorId null: the command line. @returns the job to be enqueued after the commit. */
export async function putPolicy(
  tx: Transaction<DB>,
  actorId: number | null,
  policy: FollowUpPolicy,
  basedOn?: number | null,
): Promise<number> {
  checkPolicy(policy);
  const newest = await lockSettingVersions(tx, POLICY_KEY);
  if (basedOn !== undefined && basedOn !== newest)
    throw new TradepostError(
      'conflict',
      'Somebody else has changed the policy meanwhile. Load it again, then make your change.',
    );
  const before = await loadPolicy(tx);
  const insert = (value: FollowUpPolicy, changedBy: number | null) =>
    tx
      .insertInto('setting_version')
      .values({ key: POLICY_KEY, value: JSON.stringify(value), changed_by: changedBy })
      .execute();
  // Where one can go back to.
  if (newest === null) await insert(before, null);
  await insert(policy, actorId);
  await putSetting(tx, POLICY_KEY, policy);
  const jobId = await requestRefresh(tx, actorId);
  await lookAtAllAnswers(tx);
  await appendAudit(tx, {
    actorId,
    action: 'follow-up-policy.changed',
    subjectKind: 'setting',
    subjectId: POLICY_KEY,
    detail: { before, after: policy },
  });
  return jobId;
}

/** @param basedOn the version that was looked at. @throws TradepostError 'invalid-request', 'conflict'. */
export async function setPolicy(
  deps: CustomerDeps,
  actorId: number | null,
  policy: FollowUpPolicy,
  basedOn?: number | null,
): Promise<void> {
  const jobId = await deps.db.transaction().execute((tx) => putPolicy(tx, actorId, policy, basedOn));
  await deps.notifier.enqueue('background-job', { jobId });
}

/** @throws TradepostError 'not-found'. */
export async function restorePolicy(
  deps: CustomerDeps,
  actorId: number | null,
  versionId: number,
): Promise<void> {
  const version = await findSettingVersion(deps.db, POLICY_KEY, versionId);
  if (version === undefined) throw notFound('The version');
  await setPolicy(deps, actorId, readPolicy(version.value as Partial<FollowUpPolicy>));
}

export async function readPolicyState(db: Kysely<DB>) {
  const [policy, [version], refresh] = await Promise.all([
    loadPolicy(db),
    listSettingVersions(db, POLICY_KEY, { beforeId: null, limit: 1 }),
    findRefresh(db),
  ]);
  return {
    policy,
    presets: PRESETS,
    versionId: version?.id ?? null,
    changedAt: version?.changed_at ?? null,
    changedByName: version?.changed_by_name ?? null,
    refresh: refresh ?? null,
  };
}
