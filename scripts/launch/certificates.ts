/** A certificate authority of one server's own, for tests and the demonstration. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { hostEnv } from './host-env.ts';

const run = promisify(execFile);

export interface CertificateFiles {
  /** The authority's certificate: what a client must trust. */
  ca: string;
  certificate: string;
  key: string;
}

/**
 * Makes an authority and a certificate signed by it.
 * @param names DNS names and IPv4 addresses that the certificate is for.
 * @throws Error when the `openssl` program is not there.
 */
export async function makeCertificates(dir: string, names: readonly string[]): Promise<CertificateFiles> {
  const file = (name: string) => path.join(dir, name);
  const openssl = (...args: string[]) => run('openssl', args, { env: hostEnv(), cwd: dir });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl(
    ...['req', '-x509', ...newKey, '-days', '3650', '-subj', '/CN=Tradepost local authority'],
    ...['-keyout', file('ca.key'), '-out', file('ca.pem')],
  );
  const alternatives = names.map((name) => (/^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`));
  await writeFile(file('server.ext'), `subjectAltName=${alternatives.join(',')}\n`);
  await openssl(
    ...['req', ...newKey, '-subj', `/CN=${names[0] ?? 'localhost'}`],
    ...['-keyout', file('server.key'), '-out', file('server.csr')],
  );
  await openssl(
    ...['x509', '-req', '-in', file('server.csr'), '-CA', file('ca.pem'), '-CAkey', file('ca.key')],
    ...['-CAcreateserial', '-days', '3650', '-extfile', file('server.ext'), '-out', file('server.pem')],
  );
  return { ca: file('ca.pem'), certificate: file('server.pem'), key: file('server.key') };
}
