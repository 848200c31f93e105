/** The company's OpenID provider. */
import type { DB } from '@tradepost/db';
import { findOpenIdProvider } from '@tradepost/db/queries/open-id';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { normaliseDomain } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';
import { isSharedDomain } from '../filing/freemail-domains.ts';
import { discover, openIdOwner, type OpenIdDeps } from './client.ts';

export interface OpenIdChanges {
  readonly enabled: boolean;
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: as before. Null: none. */
  readonly secret?: string | null;
  readonly buttonLabel: string;
  readonly createDomains: readonly string[];
  readonly createRole: 'salesperson' | 'merchandiser' | 'reader';
}

/**
 * Asks the provider first: what is saved as enabled is there.
 * @throws TradepostError 'invalid-request' for an address or domain that cannot be, 'unprocessable' for a
 *   provider that does not answer as one.
 */
export async function updateOpenId(
  deps: OpenIdDeps & { readonly db: Kysely<DB> },
  actorId: number,
  changes: OpenIdChanges,
): Promise<void> {
  const issuer = checkIssuer(changes.issuer);
  const clientId = changes.clientId.trim();
  const createDomains = changes.createDomains.map(normaliseDomain);
  for (const domain of createDomains)
    if (isSharedDomain(domain))
      throw new TradepostError(
        'invalid-request',
        `${domain} is open to anyone: everyone with an address there could join.`,
      );
  const before = await findOpenIdProvider(deps.db);
  const secret = secretOf(deps, before, { issuer, clientId, given: changes.secret });
  const sealed = secret === null ? null : deps.secrets.seal(openIdOwner(issuer, clientId), secret);
  const row = {
    enabled: changes.enabled,
    issuer,
    client_id: clientId,
    secret_key_id: sealed?.keyId ?? null,
    secret: sealed?.sealed ?? null,
    button_label: changes.buttonLabel.trim(),
    create_domains: createDomains,
    create_role: changes.createRole,
  };
  if (changes.enabled) await discover(deps, row);
  await deps.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('openid_provider')
      .values(row)
      .onConflict((oc) => oc.column('only_one').doUpdateSet({ ...row, updated_at: sql<Date>`now()` }))
      .execute();
    await appendAudit(tx, {
      actorId,
      action: 'openid.changed',
      subjectKind: 'company',
      subjectId: null,
      detail: {
        enabled: row.enabled,
        issuer: before?.issuer === issuer ? issuer : [before?.issuer ?? null, issuer],
        clientId,
        newSecret: changes.secret !== undefined,
        createDomains,
        createRole: row.create_role,
      },
    });
  });
}

/** A kept secret is for the provider it was given for, and is not sent to another. */
function secretOf(
  { secrets }: OpenIdDeps,
  before: Awaited<ReturnType<typeof findOpenIdProvider>>,
  { issuer, clientId, given }: { issuer: string; clientId: string; given: string | null | undefined },
): string | null {
  if (given !== undefined) return given;
  if (before === undefined || before.secret === null || before.secret_key_id === null) return null;
  if (before.issuer !== issuer || before.client_id !== clientId)
    throw new TradepostError(
      'invalid-request',
      'The secret belongs to another provider or client. Enter the one of this client.',
    );
  return secrets.open(openIdOwner(issuer, clientId), before.secret_key_id, before.secret);
}

/** Exactly as the provider writes it: tokens carry the same text (OpenID Connect Discovery 4.3). */
function checkIssuer(text: string): string {
  const issuer = text.trim();
  const url = URL.parse(issuer);
  if (url === null || !['https:', 'http:'].includes(url.protocol) || url.search !== '' || url.hash !== '')
    throw new TradepostError(
      'invalid-request',
      'The issuer is an address that begins with https:// and has no question mark, such as https://login.example.com.',
    );
  return issuer;
}
