/**
 * Postgres: schema, connections, migrations, queries.
 *
 * Terminology: a query function takes `db` first; one that locks or writes several rows takes a
 * `Transaction<DB>`, so the type says who needs a transaction.
 */
export * from './schema.ts';
export { type ConnectOptions, connect } from './connect.ts';
export { migrate, MigrationError } from './migrate.ts';
