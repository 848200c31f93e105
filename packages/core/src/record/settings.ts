/** What the company decides about its customers' records. */
import type { RecordSettings, RecordSettingsPatch } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { listCustomFields } from '@tradepost/db/queries/record';
import { getSetting, putSetting } from '@tradepost/db/queries/settings';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { changeCompanyCalendar } from '../calendar/change-company.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { TradepostError } from '../errors.ts';
import { putPolicy } from '../follow-up/change-policy.ts';
import { loadPolicy } from '../follow-up/policy.ts';
import { loadFollowUpRules } from '../follow-up/rules.ts';
import { describeField } from './custom-fields.ts';
import { getLists } from './lists.ts';
import { requestRefresh } from './refresh-records.ts';

/** Off: a company of three people has nobody to ask. */
export async function demandsReview(db: Kysely<DB>): Promise<boolean> {
  return (await getSetting<{ reviewOfA?: boolean }>(db, 'record'))?.reviewOfA === true;
}

export async function getRecordSettings(db: Kysely<DB>): Promise<RecordSettings> {
  const lists = await getLists(db);
  const { days, home } = await loadFollowUpRules(db);
  return {
    businessTypes: [...lists.businessTypes],
    scales: [...lists.scales],
    customFields: (await listCustomFields(db)).map(describeField),
    reviewOfA: await demandsReview(db),
    contactDays: days,
    calendar: home,
  };
}

/** New intervals or another calendar move every customer's next contact, in the background. */
export async function updateRecordSettings(
  deps: CustomerDeps,
  actorId: number | null,
  patch: RecordSettingsPatch,
): Promise<RecordSettings> {
  const { businessTypes, scales, reviewOfA, contactDays, calendar } = patch;
  for (const list of [businessTypes, scales])
    if (list !== undefined && new Set(list.map(({ key }) => key)).size < list.length)
      throw new TradepostError('invalid-request', 'Each choice of a list needs a key of its own.');
  const jobId = await deps.db.transaction().execute(async (tx) => {
    if (businessTypes !== undefined || scales !== undefined) {
      const lists = await getLists(tx);
      await putSetting(tx, 'lists', {
        businessTypes: businessTypes ?? lists.businessTypes,
        scales: scales ?? lists.scales,
      });
    }
    if (reviewOfA !== undefined) await putSetting(tx, 'record', { reviewOfA });
    if (contactDays !== undefined) await putPolicy(tx, actorId, { ...(await loadPolicy(tx)), contactDays });
    const moved = calendar === undefined ? null : await changeCompanyCalendar(tx, actorId, calendar);
    const job = contactDays === undefined ? moved : await requestRefresh(tx, actorId);
    await appendAudit(tx, {
      actorId,
      action: 'record-settings.changed',
      subjectKind: 'company',
      subjectId: null,
      detail: patch,
    });
    return job;
  });
  if (jobId !== null) await deps.notifier.enqueue('background-job', { jobId });
  return getRecordSettings(deps.db);
}
