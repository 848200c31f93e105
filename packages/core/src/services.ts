/** The services that processes are wired of, by the names the rules use. */
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';

export type Database = Kysely<DB>;
export type { Redis } from 'ioredis';
export type { ParsePool } from '@tradepost/mail/parse';
