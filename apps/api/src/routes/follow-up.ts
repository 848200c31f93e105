/** The policy of following up. */
import type { FollowUpPolicyState, followUpRoutes } from '@tradepost/contract';
import { readPolicyState, restorePolicy, setPolicy } from '@tradepost/core/follow-up/change-policy';
import { POLICY_KEY, readPolicy } from '@tradepost/core/follow-up/policy';
import { previewPolicy } from '@tradepost/core/follow-up/preview-policy';
import { loadFollowUpRules } from '@tradepost/core/follow-up/rules';
import { FAR_INTERVALS } from '@tradepost/core/follow-up/tell-far-date';
import { listFarDates, listSettingVersions } from '@tradepost/db/queries/follow-up-policy';
import { cutPage, DEFAULT_LIMIT, decodeDayCursor, decodeIdCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { HandlersOf } from '../handlers.ts';
import { iso } from './describe.ts';

async function readState({ db }: ApiDeps): Promise<FollowUpPolicyState> {
  const state = await readPolicyState(db);
  return { ...state, changedAt: iso(state.changedAt) };
}

export const followUpHandlers: HandlersOf<typeof followUpRoutes> = {
  getFollowUpPolicy: ({ deps }) => readState(deps),
  setFollowUpPolicy: async ({ deps, caller, body }) => {
    await setPolicy(deps, caller.user.id, body.policy, body.basedOn);
    return readState(deps);
  },
  previewFollowUpPolicy: ({ deps, caller, body }) =>
    previewPolicy(deps.db, caller.scope, body.policy, new Date()),
  listFollowUpPolicies: async ({ deps, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listSettingVersions(deps.db, POLICY_KEY, {
      beforeId: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return {
      items: rows.map((row) => ({
        id: row.id,
        policy: readPolicy(row.value as Partial<ReturnType<typeof readPolicy>>),
        changedAt: row.changed_at.toISOString(),
        changedByName: row.changed_by_name,
      })),
      nextCursor,
    };
  },
  listFarDates: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const { days, home } = await loadFollowUpRules(deps.db);
    const far = { A: 0, B: 0, C: 0, D: 0, none: 0 };
    for (const grade of ['A', 'B', 'C', 'D', 'none'] as const) far[grade] = FAR_INTERVALS * days[grade];
    const found = await listFarDates(
      deps.db,
      caller.scope,
      { days: far, timeZone: home.timeZone },
      { after: decodeDayCursor(query.cursor), limit: limit + 1 },
    );
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.next_contact_on, row.id]);
    return {
      items: rows.map((row) => ({
        customerId: row.id,
        customerName: row.name,
        grade: row.grade,
        keyAccount: row.key_account,
        ownerId: row.owner_id,
        ownerName: row.owner_name,
        lastContactAt: iso(row.last_contact_at),
        nextContactOn: row.next_contact_on,
        everyDays: days[row.grade ?? 'none'],
      })),
      nextCursor,
    };
  },
  restoreFollowUpPolicy: async ({ deps, caller, params }) => {
    await restorePolicy(deps, caller.user.id, params.id);
    return readState(deps);
  },
};
