/**
 * OpenID Connect, the provider's side of it: discovery, the authorization code flow with PKCE, and what the provider
 * says of a person. The library checks state, nonce, issuer, audience, times and the signature.
 */
import { makeGuardedFetch, makeHostGuard } from '@tradepost/mail/imap';
import type { OpenIdProviderRow } from '@tradepost/db/queries/open-id';
import * as openId from 'openid-client';
import { TradepostError } from '../errors.ts';
import type { SecretBox } from '../secrets.ts';
import type { Config } from '../config/config.ts';

/** Whom the provider vouches for. */
export interface ProviderClaims {
  readonly issuer: string;
  readonly subject: string;
  /** Lower case; null where the provider does not say that it has been verified. */
  readonly email: string | null;
  readonly name: string | null;
}

export interface Departure {
  readonly url: URL;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface OpenIdDeps {
  readonly config: Pick<Config, 'publicUrl' | 'allowedMailHosts'>;
  readonly secrets: SecretBox;
}

type Provider = Pick<OpenIdProviderRow, 'issuer' | 'client_id' | 'secret_key_id' | 'secret'>;

/** Of the secret in the box: a row's secret opens for this client of this provider only. */
export const openIdOwner = (issuer: string, clientId: string) => `openid:${issuer}:${clientId}`;
export const redirectUri = (publicUrl: string) => `${publicUrl}/api/v1/openid/callback`;

/** Seconds; the guarded fetch has a limit of its own. */
const TIMEOUT = 10;

/**
 * Asks the provider for what it offers; anew each time, since people sign in some times a day and keys change.
 * @throws TradepostError 'unprocessable' in words where it cannot be asked or is not what it says.
 */
export async function discover(
  { config, secrets }: OpenIdDeps,
  row: Provider,
): Promise<openId.Configuration> {
  const secret =
    row.secret === null || row.secret_key_id === null
      ? null
      : secrets.open(openIdOwner(row.issuer, row.client_id), row.secret_key_id, row.secret);
  const guarded = makeGuardedFetch(makeHostGuard({ allowedHosts: config.allowedMailHosts }));
  const customFetch: openId.CustomFetch = (url, { method, headers, body, signal }) =>
    guarded(url, { method, headers, body: body as URLSearchParams | string | null | undefined, signal });
  try {
    const found = await openId.discovery(
      new URL(row.issuer),
      row.client_id,
      // RFC 8414 2: where nothing is said, a client proves itself by HTTP Basic.
      secret === null ? {} : { client_secret: secret },
      secret === null ? openId.None() : openId.ClientSecretBasic(secret),
      {
        [openId.customFetch]: customFetch,
        timeout: TIMEOUT,
        execute: [
          openId.enableNonRepudiationChecks,
          // The guard lets plain http through to listed hosts alone.
          ...(row.issuer.startsWith('http:') ? [openId.allowInsecureRequests] : []),
        ],
      },
    );
    return secret === null ? found : withOfferedAuth(found, row, secret, customFetch);
  } catch (error) {
    if (error instanceof TradepostError) throw error;
    throw new TradepostError(
      'unprocessable',
      `The provider at ${row.issuer} could not be asked (${reasonOf(error)}). Check the issuer's address; a private host must be listed in ALLOWED_MAIL_HOSTS.`,
      { cause: error },
    );
  }
}

/** Some providers take the secret only in the body (`client_secret_post`). */
function withOfferedAuth(
  found: openId.Configuration,
  row: Provider,
  secret: string,
  customFetch: openId.CustomFetch,
): openId.Configuration {
  const metadata = found.serverMetadata();
  const offered = metadata.token_endpoint_auth_methods_supported;
  if (offered === undefined || offered.includes('client_secret_basic')) return found;
  const other = new openId.Configuration(
    metadata,
    row.client_id,
    { client_secret: secret },
    openId.ClientSecretPost(secret),
  );
  other[openId.customFetch] = customFetch;
  other.timeout = TIMEOUT;
  openId.enableNonRepudiationChecks(other);
  if (row.issuer.startsWith('http:')) openId.allowInsecureRequests(other);
  return other;
}

/** Only a code or a kind: what another machine says stays out of our sentences. */
function reasonOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  const inner = typeof cause?.code === 'string' ? cause.code : null;
  return inner ?? (typeof code === 'string' ? code : 'no usable answer');
}

/** Where to send the browser, and what to compare when it comes back. */
export async function depart(deps: OpenIdDeps, row: Provider): Promise<Departure> {
  const client = await discover(deps, row);
  const [state, nonce, codeVerifier] = [
    openId.randomState(),
    openId.randomNonce(),
    openId.randomPKCECodeVerifier(),
  ];
  const url = openId.buildAuthorizationUrl(client, {
    redirect_uri: redirectUri(deps.config.publicUrl),
    response_type: 'code',
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await openId.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  });
  return { url, state, nonce, codeVerifier };
}

/**
 * @param query of the address that the browser came back to.
 * @throws Error of the library for whatever does not hold; TradepostError where the provider is away.
 */
export async function arrive(
  deps: OpenIdDeps,
  row: Provider,
  query: string,
  expected: Omit<Departure, 'url'>,
): Promise<ProviderClaims> {
  const client = await discover(deps, row);
  const tokens = await openId.authorizationCodeGrant(
    client,
    new URL(redirectUri(deps.config.publicUrl) + query),
    {
      expectedState: expected.state,
      expectedNonce: expected.nonce,
      pkceCodeVerifier: expected.codeVerifier,
      idTokenExpected: true,
    },
  );
  const token = tokens.claims();
  if (token === undefined) throw new Error('no ID token');
  // OpenID Connect Core 5.4: a provider may give the address at the userinfo endpoint only.
  const claims =
    token['email'] === undefined && client.serverMetadata().userinfo_endpoint !== undefined
      ? await openId.fetchUserInfo(client, tokens.access_token, token.sub)
      : token;
  const { email, name } = claims;
  return {
    issuer: token.iss,
    subject: token.sub,
    email: claims['email_verified'] === true && typeof email === 'string' ? email.toLowerCase() : null,
    name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : null,
  };
}
