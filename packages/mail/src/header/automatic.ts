/** Mail that no person wrote: it never counts as contact. */
import type { Automatic } from '../parse/types.ts';
import { fieldValue, type HeaderBlock } from './block.ts';
import { parseParameterised } from './parameter.ts';

/** Fields that auto-responders set, beyond RFC 3834. */
const autoReplyFields = [
  'x-autoreply',
  'x-autorespond',
  'x-auto-reply',
  'x-autoresponse',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-autoresponder',
  'autoresponder',
];

/** How auto-responders begin their subjects; an answer to one begins with its own mark and does not match. */
const autoReplySubject =
  /^(?:自动回复|自動回覆|自动答复|自動回復|automatic reply|auto[- ]?reply|auto(?:matic)? response|out of (?:the )?office(?: auto-?reply)?|automatische antwort|abwesenheitsnotiz|réponse automatique|respuesta automática|risposta automatica|resposta automática|автоответ|自動返信)\s*(?:[:：]|$)/iu;

/** How mail servers begin or name their reports; a postmaster who is a person writes otherwise. */
const bounceSubject =
  /退信|无法投递|無法投遞|投递失败|未送达|undeliver|returned (?:mail|to sender)|delivery (?:status notification|failure|failed|has failed)|failure notice|unzustellbar|non remis|no se (?:pudo|ha podido|puede) entregar|não entregue|не доставлен|недоставлен/iu;

/**
 * @param from normalised address of the first From, or null
 * @param subject decoded
 */
export function classifyAutomatic(
  header: HeaderBlock,
  from: string | null,
  subject: string,
): Automatic | null {
  const autoSubmitted = parseParameterised(fieldValue(header, 'auto-submitted')).value;
  const contentType = parseParameterised(fieldValue(header, 'content-type'));
  const precedence = (fieldValue(header, 'precedence') ?? '').toLowerCase();
  if (isBounce(header, contentType, from, subject)) return 'bounce';
  if (isAutoReply(header, autoSubmitted, precedence, contentType, subject)) return 'auto-reply';
  // RFC 2919 3, RFC 2369.
  if (fieldValue(header, 'list-id') !== null || fieldValue(header, 'list-post') !== null) return 'list';
  if (precedence === 'list') return 'list';
  // RFC 3834 5: any value but "no" says that no person sent it.
  if (autoSubmitted !== '' && autoSubmitted !== 'no') return 'auto-generated';
  if (fieldValue(header, 'x-fc-machinegenerated') !== null) return 'auto-generated';
  if (precedence === 'bulk' || precedence === 'junk') return 'bulk';
  if (fieldValue(header, 'list-unsubscribe') !== null) return 'bulk';
  return null;
}

function isBounce(
  header: HeaderBlock,
  contentType: ReturnType<typeof parseParameterised>,
  from: string | null,
  subject: string,
): boolean {
  if (fieldValue(header, 'x-failed-recipients') !== null) return true;
  const local = from?.slice(0, from.lastIndexOf('@')) ?? '';
  if (local === 'mailer-daemon' || local === 'mail-daemon') return true;
  if (/^mailer-daemon\b/i.test(fieldValue(header, 'from') ?? '')) return true;
  // RFC 3464 2
  if (contentType.value === 'multipart/report') {
    const kind = contentType.params.get('report-type')?.toLowerCase();
    if (kind === undefined || kind === 'delivery-status') return true;
  }
  if (local !== 'postmaster') return false;
  return /^<\s*>$/.test(fieldValue(header, 'return-path') ?? '') || bounceSubject.test(subject);
}

function isAutoReply(
  header: HeaderBlock,
  autoSubmitted: string,
  precedence: string,
  contentType: ReturnType<typeof parseParameterised>,
  subject: string,
): boolean {
  if (autoSubmitted === 'auto-replied') return true;
  if (precedence === 'auto_reply' || precedence === 'auto-reply') return true;
  if (autoReplyFields.some((name) => saysYes(fieldValue(header, name)))) return true;
  // RFC 8098: a read receipt
  if (
    contentType.value === 'multipart/report' &&
    contentType.params.get('report-type')?.toLowerCase() === 'disposition-notification'
  ) {
    return true;
  }
  return autoReplySubject.test(subject);
}

function saysYes(value: string | null): boolean {
  return value !== null && !/^(?:no|false|0)$/i.test(value);
}
