/** What the browser gets when a sign-in has come one step further. */
import type { SessionInfo, SignedIn } from '@tradepost/contract';
import { loadHome } from '@tradepost/core/calendar/company-calendar';
import { type Begun, STEP_SECONDS } from '@tradepost/core/users/begin-session';
import { getCompany } from '@tradepost/core/users/company';
import { isSecondFactorDemanded } from '@tradepost/core/users/sign-in-policy';
import { hasSecondFactor } from '@tradepost/db/queries/sign-in';
import type { UserRow } from '@tradepost/db/queries/users';
import type { FastifyReply } from 'fastify';
import type { ApiDeps } from '../deps.ts';
import { describeUser } from '../routes/describe.ts';
import { cookieName, cookieOptions, passingCookieName, passingCookieOptions } from './cookie.ts';

export async function sessionInfo(
  { db }: Pick<ApiDeps, 'db'>,
  user: UserRow,
  { csrfToken, mustEnrol }: { readonly csrfToken: string; readonly mustEnrol: boolean },
): Promise<SessionInfo> {
  const [company, home] = await Promise.all([getCompany(db), loadHome(db)]);
  return {
    user: describeUser(user),
    csrfToken,
    companyName: company.name,
    companyTimeZone: home.timeZone,
    mustEnrol,
  };
}

/** Sets the cookie of the session, or of the step before it. */
export function setCookies({ config }: Pick<ApiDeps, 'config'>, reply: FastifyReply, begun: Begun): void {
  const { publicUrl } = config;
  if (begun.session === null)
    reply.setCookie(
      passingCookieName(publicUrl, 'code'),
      begun.stepToken,
      passingCookieOptions(publicUrl, STEP_SECONDS),
    );
  else reply.setCookie(cookieName(publicUrl), begun.session.token, cookieOptions(publicUrl));
}

export async function begin(deps: ApiDeps, reply: FastifyReply, begun: Begun): Promise<SignedIn> {
  setCookies(deps, reply, begun);
  if (begun.session === null) return { step: 'code' };
  const mustEnrol =
    (await isSecondFactorDemanded(deps.db, begun.user)) && !(await hasSecondFactor(deps.db, begun.user.id));
  return sessionInfo(deps, begun.user, { csrfToken: begun.session.csrfToken, mustEnrol });
}
