/** A customer that was refused because its address or domain is another salesperson's: that is a collision too. */
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import { TradepostError } from '../errors.ts';
import type { Viewer } from '../users/viewer.ts';
import { isSomeoneElse, leaveOutLeaders } from './detect.ts';
import { openCollisions } from './open.ts';

/** After the refused transaction is rolled back. @param viewer null: the command line, which collides with nobody. */
export async function noteRefusedClaim(db: Kysely<DB>, viewer: Viewer | null, error: unknown): Promise<void> {
  if (viewer === null || !(error instanceof TradepostError) || error.code !== 'address-taken') return;
  const { address = null, domain = null } = error.details as { address?: string; domain?: string };
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{
      customer_id: number;
      owner_id: number;
      user_id: number;
      role: Viewer['role'];
      department_id: number | null;
    }>`
      select c.id as customer_id, c.owner_id, u.id as user_id, u.role, u.department_id
      from customer c join app_user u on u.id = ${viewer.id}
      where c.id in (
          select customer_id from contact_address where address = ${address}
          union select customer_id from customer_domain where domain = ${domain})
        and ${isSomeoneElse()}`.execute(tx);
    const touches = await leaveOutLeaders(tx, rows);
    await openCollisions(
      tx,
      touches.map((row) => ({
        customerId: row.customer_id,
        ownerId: row.owner_id,
        userId: row.user_id,
        kind: 'new-customer' as const,
        messageId: null,
        value: address ?? domain,
        at: new Date(),
      })),
    );
  });
}
