/** A real OpenID provider on this machine, at which one is signed in as whom the test says. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface TestIdentity {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

export interface TestOpenIdProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  /** Who signs in there next. */
  identity: TestIdentity;
  /** Follows the browser's way through the provider. @returns the address it sends the browser back to. */
  visit(url: string): Promise<URL>;
  stop(): Promise<void>;
}

const MOST_HOPS = 10;

export async function startOpenIdProvider(options: {
  readonly redirectUri: string;
  /** How the client proves itself. */
  readonly auth?: 'client_secret_basic' | 'client_secret_post';
}): Promise<TestOpenIdProvider> {
  const { redirectUri, auth = 'client_secret_basic' } = options;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const secret = 'a secret of the client that must not be seen';
  const signingKey = {
    ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
    use: 'sig',
    alg: 'RS256',
  };
  const identities = new Map<string, TestIdentity>();
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'tradepost',
        client_secret: secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: auth,
      },
    ],
    clientAuthMethods: [auth],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['a key of the cookies'] },
    jwks: { keys: [signingKey] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ ...identities.get(sub), sub }),
    }),
    // Consent is given beforehand, as a company does for its own programs.
    async loadExistingGrant(ctx) {
      const { oidc } = ctx;
      const grant = new oidc.provider.Grant({
        accountId: oidc.session?.accountId as string,
        clientId: oidc.client?.clientId as string,
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  const made: TestOpenIdProvider = {
    issuer,
    clientId: 'tradepost',
    secret,
    identity: { sub: 'nobody' },
    async visit(url) {
      const jar = new Map<string, string>();
      let next = new URL(url);
      for (let hop = 0; hop < MOST_HOPS; hop++) {
        if (next.origin !== issuer) return next;
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const reply = await fetch(next, { redirect: 'manual', headers: { cookie } });
        for (const line of reply.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          jar.set(name, value);
        }
        const location = reply.headers.get('location');
        if (location === null) throw new Error(`${next.href}: ${reply.status} ${await reply.text()}`);
        next = new URL(location, next);
      }
      throw new Error('The provider sends the browser round and round.');
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') === true) {
      identities.set(made.identity.sub, made.identity);
      void provider.interactionFinished(request, response, { login: { accountId: made.identity.sub } });
    } else void handle(request, response);
  });
  return made;
}
