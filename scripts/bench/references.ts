/** What we compare with: mbsync pulls the mailbox, notmuch indexes the result. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Dovecot, MailUser } from '../launch/dovecot.ts';
import { timeTool } from './run-tool.ts';

const TIMEOUT_MS = 20 * 60_000;

/**
 * A first pull of INBOX into a fresh Maildir, without forcing each file to the disk: the bare transport,
 * the hardest thing to be compared with.
 * @returns seconds.
 */
export async function timeMbsync(
  program: string,
  dovecot: Dovecot,
  user: MailUser,
  dir: string,
): Promise<number> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(path.join(dir, 'mail'), { recursive: true });
  const config = path.join(dir, 'mbsyncrc');
  await writeFile(
    config,
    `FSync no

IMAPAccount bench
Host ${dovecot.host}
Port ${dovecot.port}
User ${user.user}
Pass ${user.password}
SSLType None
AuthMechs LOGIN

IMAPStore far
Account bench

MaildirStore near
Path ${dir}/mail/
Inbox ${dir}/mail/INBOX
SubFolders Verbatim

Channel bench
Far :far:
Near :near:
Patterns INBOX
Create Near
Sync Pull
SyncState *
`,
    { mode: 0o600 },
  );
  return timeTool(program, ['-c', config, 'bench'], { timeoutMs: TIMEOUT_MS });
}

/** Where `timeNotmuch` writes what notmuch is to know of the Maildir in this folder. */
export const notmuchConfig = (dir: string) => path.join(dir, 'notmuch-config');

/** A fresh index of the Maildir that mbsync has pulled. @returns seconds. */
export async function timeNotmuch(program: string, dir: string): Promise<number> {
  const config = notmuchConfig(dir);
  await rm(path.join(dir, 'mail', '.notmuch'), { recursive: true, force: true });
  await writeFile(
    config,
    `[database]\npath=${dir}/mail\n[user]\nname=bench\nprimary_email=sales@bench-export.example\n[new]\ntags=new\nignore=/.*[.](json|lock|mbsyncstate.*)$/\n[search]\nexclude_tags=\n[maildir]\nsynchronize_flags=false\n`,
  );
  return timeTool(program, ['new', '--quiet'], { env: { NOTMUCH_CONFIG: config }, timeoutMs: TIMEOUT_MS });
}
