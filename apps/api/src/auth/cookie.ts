/** The session's cookie. */
import type { CookieSerializeOptions } from '@fastify/cookie';
import { SESSION_SECONDS } from '@tradepost/core/users/session';

/**
 * Over https `__Host-` (RFC 6265bis 4.1.3.2): no subdomain and no plain connection can set it. A private
 * deployment over http cannot have a Secure cookie, so there it has another name.
 */
export const cookieName = (publicUrl: string) =>
  publicUrl.startsWith('https:') ? '__Host-tradepost' : 'tradepost';

export const cookieOptions = (publicUrl: string): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  secure: publicUrl.startsWith('https:'),
  maxAge: SESSION_SECONDS,
});
