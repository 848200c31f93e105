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
export const SIGN_IN_KEY = 'sign-in';

/** @param value of the setting; null or undefined: nobody has set it. */
export const readSignInPolicy = (value: unknown): SignInPolicy => ({
  ...DEFAULT_POLICY,
  ...(value as Partial<SignInPolicy> | null | undefined),
});

export async function getSignInPolicy(db: Kysely<DB>): Promise<SignInPolicy> {
  return readSignInPolicy(await getSetting(db, SIGN_IN_KEY));
}

export async function updateSignInPolicy(
  db: Kysely<DB>,
  actorId: number,
  policy: SignInPolicy,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await getSignInPolicy(tx);
    await putSetting(tx, SIGN_IN_KEY, policy);
    await appendAudit(tx, {
      actorId,
      action: 'sign-in-policy.changed',
      subjectKind: 'company',
      subjectId: null,
      detail: { secondFactorForLeaders: [before.secondFactorForLeaders, policy.secondFactorForLeaders] },
    });
  });
}

export const demandsSecondFactor = (policy: SignInPolicy, user: { readonly role: Role }): boolean =>
  isLeader(user) && policy.secondFactorForLeaders;

export async function isSecondFactorDemanded(
  db: Kysely<DB>,
  user: { readonly role: Role },
): Promise<boolean> {
  return isLeader(user) && demandsSecondFactor(await getSignInPolicy(db), user);
}
