/** Delivery into a Maildir++ folder, as a delivery agent does it: written aside, then renamed into place. */
import { randomBytes } from 'node:crypto';
import { chown, lstat, mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface DeliverOptions {
  /** INBOX where none is given; levels are parted by '/'. */
  mailbox?: string;
  /** Maildir's letters for flags: S seen, R replied, F flagged, T deleted, D draft. */
  flags?: string;
  /** INTERNALDATE; now where none is given. */
  internalDate?: Date;
}

export interface Owner {
  uid: number;
  gid: number;
}

let deliveries = 0;

/** @param root the user's Maildir, made when missing, as is the mailbox. */
export async function deliverToMaildir(
  root: string,
  raw: Buffer | string,
  owner: Owner | undefined,
  options: DeliverOptions = {},
): Promise<void> {
  const mailbox = options.mailbox ?? 'INBOX';
  // Maildir++: a mailbox is a folder beside INBOX, its levels parted by dots.
  const folder = mailbox === 'INBOX' ? root : path.join(root, `.${mailbox.replaceAll('/', '.')}`);
  await makeFolders(root, folder, owner);
  const name = `${Date.now()}.M${deliveries++}P${process.pid}R${randomBytes(4).toString('hex')}.local`;
  const written = path.join(folder, 'tmp', name);
  await writeFile(written, raw, { mode: 0o600 });
  if (options.internalDate) await utimes(written, options.internalDate, options.internalDate);
  if (owner) await chown(written, owner.uid, owner.gid);
  const flags = [...(options.flags ?? '')].sort().join('');
  await rename(written, path.join(folder, flags === '' ? `new/${name}` : `cur/${name}:2,${flags}`));
}

async function makeFolders(root: string, folder: string, owner: Owner | undefined): Promise<void> {
  for (const each of new Set([root, folder])) {
    const made = await mkdir(path.join(each, 'tmp'), { recursive: true, mode: 0o700 });
    for (const part of ['new', 'cur']) await mkdir(path.join(each, part), { recursive: true, mode: 0o700 });
    if (owner && (made !== undefined || (await lstat(path.join(each, 'cur'))).uid !== owner.uid))
      for (const part of ['', 'tmp', 'new', 'cur']) await chown(path.join(each, part), owner.uid, owner.gid);
  }
}
