/** What the launcher reads of the environment, checked whole before anything starts. */
import { CONFIG_VARIABLES, type Config, ConfigError, loadConfig } from '@tradepost/core/config/config';

export interface LaunchSettings {
  /** As the processes will see it; `databaseUrl` and `redisUrl` hold only where given from outside. */
  config: Config;
  /** Undefined: the embedded one. */
  databaseUrl: string | undefined;
  /** Undefined: a local one. */
  redisUrl: string | undefined;
  postgresPort: number | undefined;
  redisPort: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError that lists every fault at once. */
export function readSettings(env: Environment): LaunchSettings {
  const faults: string[] = [];
  const given = (name: string) => env[name]?.trim() || undefined;
  const port = (name: string) => {
    const text = given(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= 1 && value <= 65535) return value;
    faults.push(`${name} must be a whole number from 1 to 65535, not "${text}".`);
    return undefined;
  };
  const [databaseUrl, redisUrl] = [given('DATABASE_URL'), given('REDIS_URL')];
  const [postgresPort, redisPort] = [port('POSTGRES_PORT'), port('REDIS_PORT')];
  try {
    const config = loadConfig({
      ...env,
      // Known only when the services run; the rest is checked now.
      DATABASE_URL: databaseUrl ?? 'postgres://embedded',
      REDIS_URL: redisUrl ?? 'redis://local',
    });
    if (faults.length > 0) throw new ConfigError([]);
    return { config, databaseUrl, redisUrl, postgresPort, redisPort };
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError([...error.faults, ...faults]);
    throw error;
  }
}

/** The table of variables that `--help` prints. */
export function describeVariables(): string {
  const width = Math.max(...CONFIG_VARIABLES.map(([name]) => name.length));
  return CONFIG_VARIABLES.map(
    ([name, fallback, purpose]) => `  ${name.padEnd(width)}  ${purpose}${fallback ? ` [${fallback}]` : ''}`,
  ).join('\n');
}

/** The variables of the processes, from the settings and the services that run. */
export function processEnvironment(
  settings: LaunchSettings,
  services: { databaseUrl: string; redisUrl: string },
): Record<string, string> {
  const { config } = settings;
  return {
    DATABASE_URL: services.databaseUrl,
    REDIS_URL: services.redisUrl,
    TRADEPOST_DATA: config.dataDir,
    TRADEPOST_KEY_FILE: config.keyFile,
    HOST: config.host,
    PORT: String(config.port),
    PUBLIC_URL: config.publicUrl,
    ALLOWED_MAIL_HOSTS: config.allowedMailHosts.join(','),
  };
}
