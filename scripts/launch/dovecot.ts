/** A real Dovecot on loopback, with users and Maildirs of its own: for tests and the demonstration. */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { makeCertificates } from './certificates.ts';
import { dovecotConfig } from './dovecot-config.ts';
import { freePort } from './free-port.ts';
import { startGuarded } from './guarded-process.ts';
import { findProgram, hostEnv } from './host-env.ts';
import { type DeliverOptions, deliverToMaildir } from './maildir.ts';
import { canReach, makePassable, type ServiceUser, serviceUser } from './service-user.ts';
import { waitUntil } from './wait-until.ts';

export interface DovecotOptions {
  /** Folder for users and mail; kept when the server stops. */
  dir: string;
  /** Plain and STARTTLS; a free port where none is given. */
  port?: number;
  /** TLS from the first octet. */
  tlsPort?: number;
  /** What the certificate is for; `localhost` and 127.0.0.1 where nothing is given. */
  certificateNames?: readonly string[];
  /** Lines of Dovecot's own language, put last. */
  extraConfig?: string;
  /** False for tests. */
  durable?: boolean;
  /** Takes what the server logs. */
  output?: (chunk: Buffer) => void;
}

export interface MailUser {
  /** Log-in name; the same as the address. */
  user: string;
  address: string;
  password: string;
}

export interface Dovecot {
  host: '127.0.0.1';
  port: number;
  tlsPort: number;
  /** PEM of the authority that signed the server's certificate. */
  caFile: string;
  pid: number;
  exited: Promise<number>;
  /** Where the Maildirs are: `<mailDir>/<user>`. */
  mailDir: string;
  /** A new user; without a name, a name that no other has. A name with @ is taken as the address. */
  createUser(name?: string, password?: string): Promise<MailUser>;
  /** Puts a message into a mailbox as a delivery agent does; watchers (IDLE) are told. */
  deliver(user: MailUser | string, raw: Buffer | string, options?: string | DeliverOptions): Promise<void>;
  /** Runs `doveadm` with the server's configuration; returns its output. */
  doveadm(args: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

const DOMAIN = 'tradepost.test';

/** @throws Error when Dovecot or openssl is not installed, or it does not start (with its log). */
export async function startDovecot(options: DovecotOptions): Promise<Dovecot> {
  const program = findProgram('dovecot');
  const doveadm = findProgram('doveadm');
  if (program === undefined || doveadm === undefined)
    throw new Error('Dovecot is not installed (on Debian: apt-get install dovecot-imapd).');
  const user = await serviceUser();
  const dir = await openFolder(options.dir, user);
  const runtime = await mkdtemp(path.join(tmpdir(), 'tpd-'));
  // Dovecot puts a link named dovecot.conf into its base folder, so ours lives above it.
  const baseDir = path.join(runtime, 'run');
  const mailDir = path.join(dir, 'mail');
  const usersDir = path.join(dir, 'users');
  await mkdir(baseDir);
  await chmod(baseDir, 0o755);
  await mkdir(mailDir, { recursive: true, mode: 0o700 });
  await mkdir(usersDir, { recursive: true, mode: 0o700 });
  const certificates = await makeCertificates(
    baseDir,
    options.certificateNames ?? ['localhost', '127.0.0.1'],
  );
  const [port, tlsPort] = [options.port ?? (await freePort()), options.tlsPort ?? (await freePort())];
  const config = path.join(runtime, 'dovecot.conf');
  const who = user ?? { name: userInfo().username, uid: userInfo().uid, gid: userInfo().gid };
  await writeFile(
    config,
    dovecotConfig({
      user: who.name,
      group: await groupName(who.gid),
      uid: who.uid,
      gid: who.gid,
      ...{ baseDir, mailDir, usersDir, port, tlsPort },
      certificate: certificates.certificate,
      key: certificates.key,
      durable: options.durable ?? true,
      extra: options.extraConfig ?? '',
    }),
  );
  // The authority's certificate is for every client of this machine.
  await chmod(runtime, 0o755);
  if (user) await promisify(execFile)('chown', ['-R', `${user.uid}:${user.gid}`, runtime, dir]);
  let log = '';
  const server = await startGuarded({
    name: 'Dovecot',
    command: program,
    args: ['-F', '-c', config],
    env: hostEnv(),
    cwd: '/',
    user: user && { uid: user.uid, gid: user.gid },
    stopSignal: 'SIGTERM',
    graceSeconds: 5,
    output: (chunk) => {
      log = (log + chunk.toString()).slice(-4_000);
      options.output?.(chunk);
    },
  });
  let ended = false;
  void server.exited.then(() => {
    ended = true;
  });
  const stop = async () => {
    await server.stop();
    await rm(runtime, { recursive: true, force: true });
  };
  await waitUntil(async () => ended || (await greets(port)), { timeoutMs: 20_000, what: 'Dovecot' }).catch(
    async (error: unknown) => {
      await stop();
      throw error;
    },
  );
  if (ended) {
    await stop();
    throw new Error(`Dovecot did not start:\n${log}`);
  }
  return {
    host: '127.0.0.1',
    port,
    tlsPort,
    caFile: certificates.ca,
    pid: server.pid,
    exited: server.exited,
    mailDir,
    async createUser(
      name = `user-${randomBytes(5).toString('hex')}`,
      password = randomBytes(9).toString('hex'),
    ) {
      const address = name.includes('@') ? name : `${name}@${DOMAIN}`;
      // user:password:uid:gid: a colon or a line break would begin another field.
      if (/[:/\s]/.test(address) || /[:\s]/.test(password))
        throw new Error(`not a user for a passwd file: ${address}`);
      const entry = `${address}:${password}:${who.uid}:${who.gid}::${mailDir}/${address}::\n`;
      const file = path.join(usersDir, address);
      await writeFile(file, entry, { mode: 0o600 });
      if (user) await chown(file, user.uid, user.gid);
      return { user: address, address, password };
    },
    async deliver(to, raw, how = {}) {
      const name = typeof to === 'string' ? to : to.user;
      await deliverToMaildir(
        path.join(mailDir, name),
        raw,
        user,
        typeof how === 'string' ? { mailbox: how } : how,
      );
    },
    async doveadm(args) {
      const { stdout } = await promisify(execFile)(doveadm, ['-c', config, ...args], {
        env: hostEnv(),
        cwd: '/',
        maxBuffer: 64 * 1024 * 1024,
        ...(user ? { uid: user.uid, gid: user.gid } : {}),
      });
      return stdout;
    },
    stop,
  };
}

/** The folder itself; or, where the service user cannot get there, one of the system's with a name made from it. */
async function openFolder(wanted: string, user: ServiceUser | undefined): Promise<string> {
  await mkdir(wanted, { recursive: true });
  let dir = await realpath(wanted);
  if (user) {
    if (!(await canReach(user, path.dirname(dir)))) {
      dir = path.join('/var/lib/tradepost', createHash('sha256').update(dir).digest('hex').slice(0, 16));
      await makePassable(path.dirname(dir));
      await mkdir(dir, { recursive: true });
    }
    await chown(dir, user.uid, user.gid);
  }
  return dir;
}

async function groupName(gid: number): Promise<string> {
  const { stdout } = await promisify(execFile)('id', ['-gn', String(userInfo().uid)], { env: hostEnv() });
  if (userInfo().gid === gid) return stdout.trim();
  const group = await promisify(execFile)('getent', ['group', String(gid)], { env: hostEnv() });
  return group.stdout.split(':')[0] ?? String(gid);
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.setTimeout(5_000, () => socket.destroy());
    socket.once('data', (chunk) => {
      resolve(chunk.toString('latin1').startsWith('* OK'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
