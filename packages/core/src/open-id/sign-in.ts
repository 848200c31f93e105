/** Signing in by the company's OpenID provider, and joining an account of it to one's own. */
import type { OpenIdFault } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import {
  findOpenIdProvider,
  findOpenIdUser,
  type OpenIdProviderRow,
  takeOpenIdAttempt,
} from '@tradepost/db/queries/open-id';
import { findUserByEmail, findUserById, type UserRow } from '@tradepost/db/queries/users';
import { type Kysely, sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { describeError, TradepostError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { type Begun, beginSession, type Client } from '../users/begin-session.ts';
import { insertUser } from '../users/create.ts';
import { mayStartOpenId } from '../users/guesses.ts';
import { hashToken, newToken } from '../users/token.ts';
import { arrive, depart, type OpenIdDeps, type ProviderClaims } from './client.ts';

/** Seconds on the way to the provider and back: time to sign in there, with its second factor. */
export const ATTEMPT_SECONDS = 10 * 60;

interface Deps extends OpenIdDeps {
  readonly db: Kysely<DB>;
  readonly log: Logger;
}

/** Why it did not come about; the page of the sign-in has the words. */
export class OpenIdError extends Error {
  override name = 'OpenIdError';
  readonly code: OpenIdFault;
  /** It was somebody signed in who wanted to join an account, not a sign-in. */
  readonly joining: boolean;
  constructor(code: OpenIdFault, { cause, joining = false }: { cause?: unknown; joining?: boolean } = {}) {
    super(code, cause === undefined ? {} : { cause });
    this.code = code;
    this.joining = joining;
  }
}

/**
 * @param userId of somebody who joins the provider's account to his own; null for a sign-in.
 * @returns where to go, and the token for the cookie of this browser.
 * @throws OpenIdError 'off', 'provider-away', 'too-many'.
 */
export async function startOpenId(
  deps: Deps,
  {
    ip,
    nextPath,
    userId,
  }: { readonly ip: string; readonly nextPath: string; readonly userId: number | null },
): Promise<{ url: string; token: string }> {
  const provider = await enabledProvider(deps.db);
  if (!(await mayStartOpenId(deps.db, ip))) throw new OpenIdError('too-many');
  const { url, state, nonce, codeVerifier } = await depart(deps, provider).catch((error: unknown) => {
    deps.log.warn({ fault: describeError(error) }, 'OpenID provider');
    throw new OpenIdError('provider-away', { cause: error });
  });
  const token = newToken();
  await deps.db
    .insertInto('openid_attempt')
    .values({
      token_hash: hashToken(token),
      state,
      nonce,
      code_verifier: codeVerifier,
      next_path: nextPath,
      user_id: userId,
      expires_at: new Date(Date.now() + ATTEMPT_SECONDS * 1000),
    })
    .execute();
  return { url: url.href, token };
}

/**
 * @param token of the cookie: the browser that comes back is the one that went.
 * @param query of the address it came back to, with its question mark.
 * @returns what follows, or null where an account was joined to that of somebody who is signed in.
 * @throws OpenIdError
 */
export async function finishOpenId(
  deps: Deps,
  { token, query, ...client }: Client & { readonly token: string | null; readonly query: string },
): Promise<{ begun: Begun | null; nextPath: string }> {
  const provider = await enabledProvider(deps.db);
  const attempt = token === null ? undefined : await takeOpenIdAttempt(deps.db, hashToken(token));
  if (attempt === undefined) throw new OpenIdError('expired');
  const joining = attempt.user_id !== null;
  const claims = await arrive(deps, provider, query, {
    state: attempt.state,
    nonce: attempt.nonce,
    codeVerifier: attempt.code_verifier,
  }).catch(async (error: unknown) => {
    deps.log.warn({ fault: describeError(error) }, 'OpenID sign-in refused');
    await auditRefusal(deps.db, client.ip, 'refused');
    throw new OpenIdError(error instanceof TradepostError ? 'provider-away' : 'refused', {
      cause: error,
      joining,
    });
  });
  const nextPath = attempt.next_path;
  try {
    return await deps.db.transaction().execute(async (tx) => {
      if (attempt.user_id !== null) {
        await join(tx, claims, attempt.user_id);
        return { begun: null, nextPath };
      }
      const user = (await knownUser(tx, claims)) ?? (await newUser(tx, provider, claims));
      await tx
        .updateTable('openid_identity')
        .set({ last_used_at: sql<Date>`now()` })
        .where('issuer', '=', claims.issuer)
        .where('subject', '=', claims.subject)
        .execute();
      return { begun: await beginSession(tx, user, { ...client, via: 'openid' }), nextPath };
    });
  } catch (error) {
    if (!(error instanceof OpenIdError)) throw error;
    await auditRefusal(deps.db, client.ip, error.code);
    throw new OpenIdError(error.code, { cause: error, joining });
  }
}

async function enabledProvider(db: Kysely<DB>): Promise<OpenIdProviderRow> {
  const provider = await findOpenIdProvider(db);
  if (provider === undefined || !provider.enabled) throw new OpenIdError('off');
  return provider;
}

/**
 * By the subject; at the first time by a verified address. An owner's or administrator's account is never taken over
 * by an address: whoever sets the provider up would become them. They join it themselves, signed in.
 * @throws OpenIdError
 */
async function knownUser(tx: Transaction<DB>, claims: ProviderClaims): Promise<UserRow | null> {
  const id = await findOpenIdUser(tx, claims.issuer, claims.subject);
  if (id !== undefined) {
    const user = await findUserById(tx, id);
    if (user === undefined || user.disabled_at !== null) throw new OpenIdError('unknown-user');
    return user;
  }
  if (claims.email === null) throw new OpenIdError('not-verified');
  const user = await findUserByEmail(tx, claims.email);
  if (user === undefined) return null;
  if (user.disabled_at !== null) throw new OpenIdError('unknown-user');
  if (user.role === 'owner' || user.role === 'admin') throw new OpenIdError('not-joined');
  await join(tx, claims, user.id);
  return user;
}

/** @throws OpenIdError 'joined-elsewhere' where the one or the other is joined to another already. */
async function join(tx: Transaction<DB>, { issuer, subject }: ProviderClaims, userId: number): Promise<void> {
  const user = await findUserById(tx, userId);
  if (user === undefined || user.disabled_at !== null) throw new OpenIdError('unknown-user');
  const row = await tx
    .insertInto('openid_identity')
    .values({ issuer, subject, user_id: userId })
    .onConflict((oc) => oc.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  if (row === undefined) {
    if ((await findOpenIdUser(tx, issuer, subject)) === userId) return;
    throw new OpenIdError('joined-elsewhere');
  }
  await appendAudit(tx, {
    actorId: userId,
    action: 'user.openid-joined',
    subjectKind: 'user',
    subjectId: userId,
    detail: { issuer },
  });
}

/** @throws OpenIdError 'unknown-user' unless the company takes in whoever has an address of this domain. */
async function newUser(
  tx: Transaction<DB>,
  provider: OpenIdProviderRow,
  claims: ProviderClaims,
): Promise<UserRow> {
  const { email, issuer, subject } = claims;
  const domain = email?.slice(email.lastIndexOf('@') + 1);
  if (email === null || domain === undefined || !provider.create_domains.includes(domain))
    throw new OpenIdError('unknown-user');
  const user = await insertUser(
    tx,
    { email, name: claims.name ?? email.slice(0, email.lastIndexOf('@')), role: provider.create_role },
    null,
  );
  await tx.insertInto('openid_identity').values({ issuer, subject, user_id: user.id }).execute();
  await appendAudit(tx, {
    actorId: user.id,
    action: 'user.joined',
    subjectKind: 'user',
    subjectId: user.id,
    detail: { role: user.role, via: 'openid' },
  });
  return user;
}

const auditRefusal = (db: Kysely<DB>, ip: string, reason: string) =>
  db.transaction().execute((tx) =>
    appendAudit(tx, {
      actorId: null,
      action: 'session.refused',
      subjectKind: 'user',
      subjectId: null,
      detail: { ip, via: 'openid', reason },
    }),
  );
