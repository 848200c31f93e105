/**
 * What one user may see, as conditions of SQL. Only core's visibility makes a Scope; a query that reads
 * customers, mail or mail accounts takes one, so that it cannot be called without saying for whom.
 */
import type { RawBuilder, SqlBool } from 'kysely';

export type Condition = RawBuilder<SqlBool>;

export interface Scope {
  readonly userId: number;
  /**
   * Whose customers are in `customer`, so that a list finds them by its index; with them those that he works on beside
   * their owner. It narrows a search and allows nothing: `customer` stands beside it.
   */
  readonly owners: 'all' | readonly number[];
  /** @param alias of a row of `customer`. */
  customer(alias: string): Condition;
  /** The customers whose record he may change. @param alias of a row of `customer`. */
  changes(alias: string): Condition;
  /** @param alias of a row of `message`. */
  message(alias: string): Condition;
  /** The mails of which something may be told beside the mail itself. @param alias of a row of `message`. */
  retold(alias: string): Condition;
  /** What there is to do. @param alias of a row of `task`. */
  task(alias: string): Condition;
  /** The tasks that he may close, put off and change. @param alias of a row of `task`. */
  taskChanges(alias: string): Condition;
  /** @param alias of a row of `mail_account`. */
  account(alias: string): Condition;
}
