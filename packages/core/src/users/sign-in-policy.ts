/** What the company demands of a sign-in. */
import type { DB, Role } from '@tradepost/db';
import { getSetting, putSetting } from '@tradepost/db/queries/settings';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { isLeader } from './viewer.ts';

export interface SignInPolicy {
  /** Who sees more than the own customers needs a second factor. */
  readonly secondFactorForLeaders: boolean;
}

const DEFAULT_POLICY: SignInPolicy = { secondFactorForLeaders: false };
const KEY = 'sign-in';

export async function getSignInPolicy(db: Kysely<DB>): Promise<SignInPolicy> {
  return { ...DEFAULT_POLICY, ...(await getSetting<Partial<SignInPolicy>>(db, KEY)) };
}

export async function updateSignInPolicy(
  db: Kysely<DB>,
  actorId: number,
  policy: SignInPolicy,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await getSignInPolicy(tx);
    await putSetting(tx, KEY, policy);
    await appendAudit(tx, {
      actorId,
      action: 'sign-in-policy.changed',
      subjectKind: 'company',
      subjectId: null,
      detail: { secondFactorForLeaders: [before.secondFactorForLeaders, policy.secondFactorForLeaders] },
    });
  });
}

export async function isSecondFactorDemanded(
  db: Kysely<DB>,
  user: { readonly role: Role },
): Promise<boolean> {
  return isLeader(user) && (await getSignInPolicy(db)).secondFactorForLeaders;
}
