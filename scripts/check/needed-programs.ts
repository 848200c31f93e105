/** The servers and the browser that the tests use, installed where we may. */
import { existsSync } from 'node:fs';
import { findProgram } from '../launch/host-env.ts';
import { installPackages, type PackageNames } from '../launch/system-packages.ts';

interface Need {
  what: string;
  there: () => boolean;
  packages: PackageNames;
}

const has =
  (...programs: string[]) =>
  () =>
    programs.some((program) => findProgram(program) !== undefined);

const NEEDS: readonly Need[] = [
  {
    what: 'Dovecot',
    there: has('dovecot'),
    packages: { 'apt-get': ['dovecot-imapd'], dnf: ['dovecot'], apk: ['dovecot'], brew: ['dovecot'] },
  },
  {
    what: 'Redis',
    there: has('redis-server', 'valkey-server'),
    packages: { 'apt-get': ['redis-server'], dnf: ['redis'], apk: ['redis'], brew: ['redis'] },
  },
  {
    what: 'openssl',
    there: has('openssl'),
    packages: { 'apt-get': ['openssl'], dnf: ['openssl'], apk: ['openssl'], brew: ['openssl'] },
  },
  {
    what: 'Chromium',
    there: () =>
      has('chromium', 'chromium-browser', 'google-chrome')() ||
      existsSync('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
    packages: { 'apt-get': ['chromium'], dnf: ['chromium'], apk: ['chromium'] },
  },
  {
    // Without them a screenshot of a Chinese page is a page of boxes. macOS has its own.
    what: 'Chinese fonts',
    there: () =>
      process.platform === 'darwin' ||
      [
        '/usr/share/fonts/opentype/noto',
        '/usr/share/fonts/noto',
        '/usr/share/fonts/google-noto-sans-cjk-fonts',
      ].some(existsSync) ||
      existsSync('/usr/share/fonts/google-noto-cjk'),
    packages: { 'apt-get': ['fonts-noto-cjk'], dnf: ['google-noto-sans-cjk-fonts'], apk: ['font-noto-cjk'] },
  },
];

/** Installs what is missing; what still is, is told, and the tests that need it will say so themselves. */
export async function ensurePrograms(say: (line: string) => void): Promise<void> {
  const missing = NEEDS.filter((need) => !need.there());
  if (missing.length === 0) return;
  const packages: Record<string, string[]> = {};
  for (const need of missing)
    for (const [manager, names] of Object.entries(need.packages)) (packages[manager] ??= []).push(...names);
  const command = await installPackages(packages, say);
  const still = missing.filter((need) => !need.there()).map((need) => need.what);
  if (still.length === 0) return;
  say(`Still missing: ${still.join(', ')}. ${command === undefined ? '' : `Run "${command}".`}`);
}
