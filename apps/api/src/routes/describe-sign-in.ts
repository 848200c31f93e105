/** How a person signs in, and how the company lets people sign in. */
import type { Security, SignInSettings } from '@tradepost/contract';
import { notFound } from '@tradepost/core/errors';
import { redirectUri } from '@tradepost/core/open-id/client';
import { SESSION_IDLE_SECONDS } from '@tradepost/core/users/session';
import { getSignInPolicy, isSecondFactorDemanded } from '@tradepost/core/users/sign-in-policy';
import { findOpenIdProvider, isJoinedToOpenId } from '@tradepost/db/queries/open-id';
import { listSessions } from '@tradepost/db/queries/sessions';
import { countRecoveryCodes, findTotp } from '@tradepost/db/queries/sign-in';
import { findUserById, type UserRow } from '@tradepost/db/queries/users';
import type { ApiDeps } from '../deps.ts';

/**
 * @param whom the person, or his id.
 * @param current hash of the session that asks.
 * @throws TradepostError 'not-found'.
 */
export async function describeSecurity(
  { db }: ApiDeps,
  whom: UserRow | number,
  current: Buffer | null,
): Promise<Security> {
  const user = typeof whom === 'number' ? await findUserById(db, whom) : whom;
  if (user === undefined) throw notFound('The user');
  const [totp, codes, demanded, provider, joined, sessions] = await Promise.all([
    findTotp(db, user.id),
    countRecoveryCodes(db, user.id),
    isSecondFactorDemanded(db, user),
    findOpenIdProvider(db),
    isJoinedToOpenId(db, user.id),
    listSessions(db, user.id, SESSION_IDLE_SECONDS),
  ]);
  const since = totp?.confirmed_at ?? null;
  return {
    hasPassword: user.password_hash !== null,
    secondFactor: since === null ? null : { since: since.toISOString(), recoveryCodesLeft: codes },
    secondFactorDemanded: demanded,
    openId: joined ? (provider?.button_label ?? null) : null,
    sessions: sessions.map((row) => ({
      id: row.id,
      current: current !== null && row.token_hash.equals(current),
      via: row.via,
      userAgent: row.user_agent,
      ip: row.ip,
      startedAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
    })),
  };
}

export async function describeSignIn({ db, config }: ApiDeps): Promise<SignInSettings> {
  const [policy, row] = await Promise.all([getSignInPolicy(db), findOpenIdProvider(db)]);
  return {
    secondFactorForLeaders: policy.secondFactorForLeaders,
    openId:
      row === undefined
        ? null
        : {
            enabled: row.enabled,
            issuer: row.issuer,
            clientId: row.client_id,
            hasSecret: row.secret !== null,
            buttonLabel: row.button_label,
            createDomains: row.create_domains,
            createRole: row.create_role,
          },
    redirectUri: redirectUri(config.publicUrl),
  };
}
