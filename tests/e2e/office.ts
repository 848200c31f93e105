/** The real product for a browser: built web app, api, ingest and scheduler as processes on real services. */
import { firstAdminLink } from '@tradepost/core/users/first-admin';
import { freePort } from '../../scripts/launch/free-port.ts';
import { type Company, startCompany } from '../helpers/company.ts';
import { type RunningProcess, startProcess } from '../helpers/process.ts';
import { waitFor } from '../helpers/wait-for.ts';

export interface Office {
  readonly company: Company;
  readonly origin: string;
  /** The one-time link that makes the first administrator. */
  readonly link: string;
  /** The last words of every process, for a test that failed. */
  output(): string;
  stop(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  // Vite needs its time only where the sources have changed.
  const company = await startCompany();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    ...company.env,
    LOG_LEVEL: 'warn',
    PORT: String(port),
    PUBLIC_URL: origin,
    ALLOWED_MAIL_HOSTS: `${company.dovecot.host}:${company.dovecot.port}`,
  };
  const processes: RunningProcess[] = ['api', 'ingest', 'scheduler'].map((name) =>
    startProcess(`apps/${name}/src/main.ts`, env),
  );
  const output = () => processes.map((one) => one.output()).join('\n');
  const stop = async () => {
    await Promise.all(processes.map((one) => one.kill()));
    await company.stop();
  };
  try {
    await waitFor(async () => (await fetch(`${origin}/ready`)).ok, { what: 'the api' });
    const link = await firstAdminLink(company.db, origin);
    if (link === null) throw new Error('there is a user already');
    return { company, origin, link, output, stop };
  } catch (error) {
    await stop();
    throw new Error(`The product did not start:\n${output()}`, { cause: error });
  }
}
