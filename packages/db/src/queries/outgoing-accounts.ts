/** Mail accounts of the company's, with whose they are, for mail of the product's own. */
import type { Kysely } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';

/** More than a company has that are no salesperson's. */
const MOST = 500;

/** Without those that were removed; nobody's first. @param id this one, whosever it is. */
export function listOutgoingAccounts(db: Kysely<DB>, scope: Scope, id?: number) {
  let query = db
    .selectFrom('mail_account as a')
    .leftJoin('app_user as u', 'u.id', 'a.owner_id')
    .selectAll('a')
    .select(['u.role as owner_role', 'u.name as owner_name'])
    .where('a.state', '<>', 'removed')
    .where(scope.account('a'))
    .orderBy('a.owner_id', (order) => order.asc().nullsFirst())
    .orderBy('a.address')
    .limit(MOST);
  query =
    id === undefined
      ? query.where((eb) => eb.or([eb('a.owner_id', 'is', null), eb('u.role', 'in', ['owner', 'admin'])]))
      : query.where('a.id', '=', id);
  return query.execute();
}
