/** Social ids: IMPP (RFC 4770), SOCIALPROFILE (RFC 9554), and what phones write with X-. */
import type { SocialKind, VcardNumber } from './types.ts';

const KINDS: Readonly<Record<string, SocialKind>> = {
  whatsapp: 'whatsapp',
  wechat: 'wechat',
  weixin: 'wechat',
  微信: 'wechat',
  line: 'line',
  telegram: 'telegram',
  tg: 'telegram',
  viber: 'viber',
  skype: 'skype',
  'skype-username': 'skype',
  linkedin: 'linkedin',
  领英: 'linkedin',
  facebook: 'facebook',
  fb: 'facebook',
  instagram: 'instagram',
  twitter: 'x',
  x: 'x',
  qq: 'qq',
  tencent: 'qq',
};

const HOSTS: readonly (readonly [RegExp, SocialKind])[] = [
  [/(?:^|\.)linkedin\.com$/, 'linkedin'],
  [/(?:^|\.)(?:facebook|fb)\.com$/, 'facebook'],
  [/(?:^|\.)instagram\.com$/, 'instagram'],
  [/(?:^|\.)(?:twitter|x)\.com$/, 'x'],
  [/(?:^|\.)(?:wa\.me|whatsapp\.com)$/, 'whatsapp'],
  [/(?:^|\.)(?:t\.me|telegram\.me)$/, 'telegram'],
  [/(?:^|\.)line\.me$/, 'line'],
];

export const socialKind = (word: string | null | undefined): SocialKind | null =>
  KINDS[word?.trim().toLowerCase().replace(/^x-/, '') ?? ''] ?? null;

/** Of an address in the web: a profile at one of the known networks, else null. */
export function socialOfUrl(url: string): VcardNumber | null {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  const kind = HOSTS.find(([host]) => host.test(hostname))?.[1];
  return kind === undefined ? null : { kind, value: url };
}

/** `skype:anna.weber?chat` → anna.weber; a web address stays whole. */
export function socialValue(value: string): string {
  if (/^https?:/i.test(value)) return value;
  return value
    .replace(/^[a-z][a-z0-9+.-]*:/i, '')
    .replace(/\?.*$/, '')
    .trim();
}
