/** The tables, brought to the newest version before any process works on them. */
import { connect, migrate } from '@tradepost/db';
import { firstAdminLink } from '@tradepost/core/users/first-admin';

/** @throws Error that names the database without its password. */
export async function migrateDatabase(databaseUrl: string, say: (line: string) => void): Promise<void> {
  try {
    const applied = await migrate(databaseUrl);
    if (applied.length > 0) say(`Database: ${applied.length} migration(s) applied.`);
  } catch (cause) {
    const { host, pathname } = new URL(databaseUrl);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The database ${pathname.slice(1)} on ${host} could not be brought up to date: ${reason}`,
      {
        cause,
      },
    );
  }
}

/** The one-time link of the first administrator; null once there is a user. */
export async function adminLink(databaseUrl: string, publicUrl: string): Promise<string | null> {
  const db = connect({ url: databaseUrl, applicationName: 'tradepost-launcher', max: 1 });
  try {
    return await firstAdminLink(db, publicUrl);
  } finally {
    await db.destroy();
  }
}
