/** The session's cookie. */
import type { CookieSerializeOptions } from '@fastify/cookie';
import { SESSION_SECONDS } from '@tradepost/core/users/session';

/**
 * Over https `__Host-` (RFC 6265bis 4.1.3.2): no subdomain and no plain connection can set it. A private
 * deployment over http cannot have a Secure cookie, so there it has another name.
 */
export const cookieName = (publicUrl: string) =>
  publicUrl.startsWith('https:') ? '__Host-tradepost' : 'tradepost';

/** Between two steps of a sign-in, and on the way to an OpenID provider and back. */
export const passingCookieName = (publicUrl: string, what: 'code' | 'openid') =>
  `${cookieName(publicUrl)}-${what}`;

/** @param seconds that it lasts. Lax: it must come back with the provider's redirect, which is a plain GET. */
export const passingCookieOptions = (publicUrl: string, seconds: number): CookieSerializeOptions => ({
  ...cookieOptions(publicUrl),
  maxAge: seconds,
});

export const cookieOptions = (publicUrl: string): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  secure: publicUrl.startsWith('https:'),
  maxAge: SESSION_SECONDS,
});
