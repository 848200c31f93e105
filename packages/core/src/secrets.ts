/** Encryption of secrets at rest: AES-256-GCM, a key id per row, the owner's id as associated data. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

const NONCE_OCTETS = 12;
const TAG_OCTETS = 16;

interface KeyFile {
  readonly current: string;
  /** Key id → 32 octets in base64. Old keys stay until no row uses them. */
  readonly keys: Readonly<Record<string, string>>;
}

export class SecretError extends Error {
  override name = 'SecretError';
  readonly code: 'key-file-unreadable' | 'unknown-key' | 'secret-unreadable';
  constructor(code: SecretError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export class SecretBox {
  #keys: ReadonlyMap<string, Buffer>;
  readonly #reload: () => ReadonlyMap<string, Buffer>;
  readonly currentKeyId: string;

  /** @param reload reads the keys again when a secret names one that is not known: they were rotated meanwhile. */
  constructor(
    keys: ReadonlyMap<string, Buffer>,
    currentKeyId: string,
    reload: () => ReadonlyMap<string, Buffer> = () => keys,
  ) {
    if (!keys.has(currentKeyId))
      throw new SecretError('unknown-key', `The key "${currentKeyId}" is not there.`);
    this.#keys = keys;
    this.#reload = reload;
    this.currentKeyId = currentKeyId;
  }

  /**
   * @param owner what the secret belongs to, e.g. `mail_account:alice@example.com`; the same text opens it, so that a
   *   row's secret cannot be moved to another row.
   */
  seal(owner: string, text: string): { keyId: string; sealed: Buffer } {
    const nonce = randomBytes(NONCE_OCTETS);
    const cipher = createCipheriv('aes-256-gcm', this.#keys.get(this.currentKeyId) as Buffer, nonce);
    cipher.setAAD(Buffer.from(owner, 'utf8'));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return { keyId: this.currentKeyId, sealed: Buffer.concat([nonce, body, cipher.getAuthTag()]) };
  }

  /** @throws SecretError when the key is missing, or the secret was altered or belongs to another owner. */
  open(owner: string, keyId: string, sealed: Buffer): string {
    if (!this.#keys.has(keyId)) this.#keys = this.#reload();
    const key = this.#keys.get(keyId);
    if (key === undefined)
      throw new SecretError(
        'unknown-key',
        `The secret was sealed with the key "${keyId}", which the key file does not hold. Restore the key file, or enter the password again.`,
      );
    if (sealed.length < NONCE_OCTETS + TAG_OCTETS)
      throw new SecretError('secret-unreadable', 'The stored secret is cut. Enter the password again.');
    const text = unseal(owner, key, sealed) ?? this.#tryReloaded(owner, keyId, sealed);
    // The cipher's own message says nothing of use; the reason is one of these two.
    if (text === null)
      throw new SecretError(
        'secret-unreadable',
        'The stored secret does not open with its key: the key file is of another installation. Restore the right key file, or enter the password again.',
      );
    return text;
  }

  /** The right file may have been put back since. */
  #tryReloaded(owner: string, keyId: string, sealed: Buffer): string | null {
    const before = this.#keys.get(keyId);
    this.#keys = this.#reload();
    const key = this.#keys.get(keyId);
    return key === undefined || (before !== undefined && key.equals(before))
      ? null
      : unseal(owner, key, sealed);
  }
}

/** Null where the key, the owner or the octets are not the right ones. */
function unseal(owner: string, key: Buffer, sealed: Buffer): string | null {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_OCTETS));
  decipher.setAAD(Buffer.from(owner, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_OCTETS));
  try {
    const body = sealed.subarray(NONCE_OCTETS, sealed.length - TAG_OCTETS);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/**
 * Opens the keys: from the environment where given, else from the file, which is made at the first start.
 * @throws SecretError when the file is there but unreadable or malformed; it is never replaced.
 */
export async function openSecretBox(config: { key: string | null; keyFile: string }): Promise<SecretBox> {
  const file =
    readKeyFile(config.keyFile) ?? (config.key === null ? await makeKeyFile(config.keyFile) : null);
  const keysOf = (from: KeyFile | null) => {
    const keys = new Map(
      Object.entries(from?.keys ?? {}).map(([id, text]) => [id, Buffer.from(text, 'base64')]),
    );
    if (config.key !== null) keys.set('env', Buffer.from(config.key, 'base64'));
    return keys;
  };
  const current = config.key === null ? (file as KeyFile).current : 'env';
  return new SecretBox(keysOf(file), current, () => keysOf(readKeyFile(config.keyFile)));
}

/** Adds a new key to the file and makes it the current one; the rows are sealed anew by the caller. */
export async function rotateKeyFile(path: string): Promise<SecretBox> {
  const file = readKeyFile(path);
  if (file === null) throw new SecretError('key-file-unreadable', `There is no key file at ${path}.`);
  const id = newKeyId();
  const next: KeyFile = { current: id, keys: { ...file.keys, [id]: randomBytes(32).toString('base64') } };
  await writeKeyFile(path, next, false);
  return openSecretBox({ key: null, keyFile: path });
}

function readKeyFile(path: string): KeyFile | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new SecretError(
      'key-file-unreadable',
      `The key file ${path} cannot be read (${(error as NodeJS.ErrnoException).code}). Give this user the right to read it.`,
    );
  }
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  try {
    const file = JSON.parse(text) as KeyFile;
    const whole = Object.values(file.keys).every((key) => Buffer.from(key, 'base64').length === 32);
    if (typeof file.current !== 'string' || file.keys[file.current] === undefined || !whole)
      throw new Error();
    return file;
  } catch {
    throw new SecretError(
      'key-file-unreadable',
      `The key file ${path} is damaged. Restore it from a backup: without it the saved mail passwords cannot be read.`,
    );
  }
}

async function makeKeyFile(path: string): Promise<KeyFile> {
  const id = newKeyId();
  const file: KeyFile = { current: id, keys: { [id]: randomBytes(32).toString('base64') } };
  try {
    await writeKeyFile(path, file, true);
    return file;
  } catch (error) {
    // Another process made it first: theirs is the one.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readKeyFile(path) as KeyFile;
  }
}

async function writeKeyFile(path: string, file: KeyFile, exclusive: boolean): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const target = exclusive ? path : `${path}.new`;
  const handle = await open(target, exclusive ? 'wx' : 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(file, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (!exclusive) await rename(target, path);
}

function newKeyId(): string {
  return `k${new Date().toISOString().slice(0, 10).replaceAll('-', '')}-${randomBytes(3).toString('hex')}`;
}
