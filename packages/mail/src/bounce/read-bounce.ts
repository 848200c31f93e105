/**
 * Which addresses a bounce says are wrong. From its delivery report where it has one (RFC 3464), else from its text, as
 * qmail, Exim and the Chinese providers write it. What may still arrive (4.x.x), and what was refused for another
 * reason than the address (full, too large, taken for spam) says nothing of the address.
 */
import { normaliseAddress } from '../address/normalise.ts';
import { cut } from '../charset/clean-text.ts';

export interface FailedRecipient {
  /** Normalised. */
  readonly address: string;
  /** Enhanced status code (RFC 3463): "5.1.1"; null where none is given. */
  readonly status: string | null;
  /** What the server said, one line, at most 500 characters. */
  readonly diagnostic: string | null;
  /** The address is wrong: it will not arrive later either. */
  readonly permanent: boolean;
}

export interface BounceParts {
  /** The texts of its `message/delivery-status` parts. */
  readonly reports: readonly string[];
  /** The readable text. */
  readonly text: string;
  /** The field X-Failed-Recipients, which Exim and Gmail write. */
  readonly failedRecipients: string | null;
}

/** Recipients of one mail that are kept. */
const MOST_RECIPIENTS = 100;
/** Characters that are looked through: what went wrong stands at the top. */
const MOST_TEXT = 20_000;
const DIAGNOSTIC_LIMIT = 500;

export function readBounce({ reports, text, failedRecipients }: BounceParts): FailedRecipient[] {
  const reported = reports.flatMap(readReport);
  const found = reported.length > 0 ? reported : readText(text.slice(0, MOST_TEXT), failedRecipients);
  const unique = new Map<string, FailedRecipient>();
  for (const one of found) if (!unique.has(one.address) || one.permanent) unique.set(one.address, one);
  return [...unique.values()].slice(0, MOST_RECIPIENTS);
}

/** RFC 3464 2.1: blocks of fields; the first is of the message, each other one of a recipient. */
function readReport(report: string): FailedRecipient[] {
  return report
    .slice(0, MOST_TEXT * 4)
    .split(/\n[ \t]*\n/)
    .flatMap((block) => {
      const fields = readFields(block);
      // RFC 3464 2.3.1, 2.3.2: the original recipient is whom we wrote to, where a list or a forwarding took it on.
      const address =
        typedAddress(fields.get('original-recipient')) ?? typedAddress(fields.get('final-recipient'));
      const action = fields.get('action')?.toLowerCase().trim() ?? 'failed';
      if (address === null || !action.startsWith('failed')) return [];
      const said = fields.get('diagnostic-code')?.replace(/^[a-z0-9-]+\s*;\s*/i, '') ?? null;
      const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(fields.get('status') ?? '')?.[1] ?? null;
      return [failed(address, status, said)];
    });
}

function readFields(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** "rfc822; who@where" (RFC 3464 2.3.2), also without the type, with brackets, and as `utf-8` (RFC 6533 3). */
function typedAddress(value: string | undefined): string | null {
  if (value === undefined) return null;
  const bare = value.replace(/^[a-z0-9-]+\s*;\s*/i, '').replace(/^<(.*)>$/, '$1');
  return normaliseAddress(bare);
}

const ADDRESS = /[^\s<>()[\]{},;:"'“”‘’（）《》【】、，；：]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?/gu;

/** Paragraphs that name an address and say that it does not exist. */
function readText(text: string, failedRecipients: string | null): FailedRecipient[] {
  const top = beforeOriginal(text);
  if (failedRecipients !== null)
    return addressesIn(failedRecipients).map((address) =>
      failed(address, statusIn(top), lineOf(top, address) ?? top),
    );
  return top.split(/\n[ \t]*\n/).flatMap((paragraph, i, all) => {
    const addresses = addressesIn(paragraph);
    if (addresses.length === 0) return [];
    // The reason may stand below the address, set apart.
    const next = all[i + 1];
    const said =
      saysFailure(paragraph) || next === undefined || addressesIn(next).length > 0
        ? paragraph
        : `${paragraph}\n${next}`;
    return saysFailure(said) ? addresses.map((address) => failed(address, statusIn(said), said)) : [];
  });
}

/** What the bounce says itself, without the mail that it quotes. */
function beforeOriginal(text: string): string {
  const cutAt = text.search(
    /^(?:-{2,} ?(?:this is a copy|original message|the header of|below this line|原始邮件|the following is)|-{3,}.*(?:original|原邮件|headers)|(?:received|return-path|message-id|dkim-signature): )/im,
  );
  return cutAt < 0 ? text : text.slice(0, cutAt);
}

const addressesIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(ADDRESS)].flatMap(([found]) => {
      const address = normaliseAddress(found);
      return address === null || /^(?:mailer-daemon|postmaster)@/.test(address) ? [] : [address];
    }),
  ),
];

const statusIn = (text: string): string | null => /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null;
const saysFailure = (text: string): boolean =>
  NO_SUCH_ADDRESS.test(text) || /\b5\.\d{1,3}\.\d{1,3}\b|\b55[0-4]\b/.test(text);

function lineOf(text: string, address: string): string | null {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.toLowerCase().includes(address));
  return at < 0 ? null : lines.slice(at, at + 4).join(' ');
}

function failed(address: string, status: string | null, said: string | null): FailedRecipient {
  const line = said?.replace(/\s+/g, ' ').trim() ?? '';
  return {
    address,
    status,
    diagnostic: line === '' ? null : cut(line, DIAGNOSTIC_LIMIT),
    permanent: isWrongAddress(status, line),
  };
}

/** How servers say that there is no such mailbox, in the languages of the world's larger providers. */
const NO_SUCH_ADDRESS =
  /user (?:is )?unknown|unknown (?:user|recipient|address|local)|no such (?:user|recipient|mailbox|address|person)|(?:user|recipient|mailbox|account|address)(?: \S+)? (?:not found|does not exist|doesn't exist|not exist)|(?:does not|doesn't) (?:exist|have (?:an? )?(?:account|mailbox))|invalid (?:recipient|mailbox|address|user)|(?:mailbox|address|account|user) (?:is )?(?:unavailable|disabled|inactive|invalid|suspended|closed)|recipient (?:address )?rejected|address (?:rejected|not present)|account (?:that you tried to reach|has been disabled)|(?:host|domain)(?: name)? (?:not found|unknown|does not exist)|name or service not known|no mx|收件人(?:邮件)?地址[^。\n]{0,80}不存在|(?:用户|邮箱|帐号|账号|账户|帐户|域名|地址)[^。\n]{0,40}(?:不存在|无效|已注销|已停用|被禁用)|(?:找不到|无此|没有此)(?:用户|收件人|邮箱)|メールアドレスが見つかり|存在しません|unbekannter (?:empfänger|benutzer)|existiert nicht|destinataire inconnu|n'existe pas|usuario desconocido|no existe|не существует|nie istnieje/iu;
/** Refused, but not for the address. */
const OTHER_REASON =
  /(?:mailbox|inbox|quota|storage)[^.\n]{0,40}(?:full|exceeded|over)|over ?quota|too (?:large|big|many)|size (?:limit|exceed)|spam|blacklist|block(?:ed|list)|reputation|dmarc|\bspf\b|\bdkim\b|policy|virus|rate limit|greylist|try again|邮箱(?:已满|空间)|超过|垃圾邮件|频率|黑名单/iu;

/** @param status RFC 3463. @param said the server's words. */
function isWrongAddress(status: string | null, said: string): boolean {
  const [kind, subject, detail] = (status ?? '').split('.');
  if (kind === '4' || kind === '2') return false;
  if (kind !== '5' && !/\b55[0134]\b/.test(said) && !NO_SUCH_ADDRESS.test(said)) return false;
  // RFC 3463 3.2: addressing. 5.1.7 and 5.1.8 are of the sender's own address.
  if (subject === '1') return detail !== '7' && detail !== '8';
  // 3.3: disabled. Full, too large and closed to all but a list are another matter.
  if (subject === '2') return detail === '1' || (detail === '0' && NO_SUCH_ADDRESS.test(said));
  // 3.5: there is no such host. 5.4.1 is how Microsoft says that there is no such recipient.
  if (subject === '4') return detail === '4' || (detail === '1' && NO_SUCH_ADDRESS.test(said));
  if (NO_SUCH_ADDRESS.test(said)) return !/\b5\.7\.\d/.test(said) || !OTHER_REASON.test(said);
  // A bare "5.0.0" with no words.
  return (subject === '0' || status === null) && !OTHER_REASON.test(said);
}
