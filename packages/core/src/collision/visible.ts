/** Which collisions a viewer sees: those he is party to, and those of people he leads. */
import type { Condition } from '@tradepost/db/queries/scope';
import { sql } from 'kysely';
import type { Viewer } from '../users/viewer.ts';
import { ledPeople } from '../visibility/led-people.ts';

/** On `k`, a row of `collision`. */
export const seenCollisions = (viewer: Viewer): Condition =>
  sql`(k.owner_id = ${viewer.id} or k.user_id = ${viewer.id}
    or ${ledPeople(viewer, 'k.owner_id')} or ${ledPeople(viewer, 'k.user_id')})`;
