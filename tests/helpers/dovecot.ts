/** A real Dovecot per test file, in a folder that goes with it; a new user per test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Dovecot, type DovecotOptions, startDovecot as start } from '../../scripts/launch/dovecot.ts';

export type { Dovecot, MailUser } from '../../scripts/launch/dovecot.ts';

export async function startDovecot(options: Omit<DovecotOptions, 'dir'> = {}): Promise<Dovecot> {
  const dir = await mkdtemp(path.join(tmpdir(), 'tradepost-mail-'));
  const server = await start({ durable: false, ...options, dir });
  return {
    ...server,
    async stop() {
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
