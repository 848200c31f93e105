/** Kinds of columns: `bigint` arrives as `number` (see `connect.ts`). */
import type { ColumnType } from 'kysely';

export type Time = ColumnType<Date, Date | string, Date | string>;
export type DefaultTime = ColumnType<Date, Date | string | undefined, Date | string>;
export type Json<T> = ColumnType<T, string, string>;
export type DefaultJson<T> = ColumnType<T, string | undefined, string>;
/** A calendar day, `YYYY-MM-DD`. */
export type Day = ColumnType<string, string, string>;
