/** Whom a list means by its column of salespeople. */
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';

/** By address or name, lower case. A name that two people have is nobody's. */
export async function ownersByName(db: Kysely<DB>): Promise<Map<string, number>> {
  const people = await db
    .selectFrom('app_user')
    .select(['id', 'email', 'name'])
    .where('disabled_at', 'is', null)
    .execute();
  const names = Map.groupBy(people, (person) => person.name.toLowerCase());
  return new Map([
    ...[...names].flatMap(([name, who]) => (who.length === 1 ? [[name, who[0]?.id as number] as const] : [])),
    ...people.map((person) => [person.email.toLowerCase(), person.id] as const),
  ]);
}
