import {
  COMPLAINT_STEPS,
  NOTICE_KINDS,
  type Notice,
  type NoticeKind,
  OUTGOING_ERROR_CODES,
  TASK_KINDS,
} from '@tradepost/contract';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import type { MessageKey, Translate } from '../../i18n/translate.ts';
import { useSession } from '../../session/session.tsx';

/** The first of these facts that the notice bears, as words. */
function fact(detail: Notice['detail'], names: readonly string[]): string | null {
  for (const name of names) {
    const value = detail[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (typeof value === 'number') return String(value);
    if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string'))
      return value.join(', ');
  }
  return null;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** In the giver's words, or by its kind and customer. */
function taskWords(t: Translate, { detail, customerName }: Notice): string {
  const kind = TASK_KINDS.find((one) => one === detail['kind']);
  const words = fact(detail, ['title']) ?? t(`taskKind.${kind ?? 'todo'}`);
  return [words, customerName].filter(Boolean).join(' · ');
}

/** Why a letter did not go out. */
function faultOf(t: Translate, { kind, detail }: Notice): string | null {
  const code = kind.startsWith('letter-')
    ? OUTGOING_ERROR_CODES.find((one) => one === detail['code'])
    : undefined;
  return code === undefined ? null : t(`outgoingFault.${code}`);
}

type KindKey = MessageKey & `noticeKind.${string}`;

function keyOf(notice: Notice, myId: number): KindKey | null {
  if (notice.kind === 'task-escalated' && notice.detail['userId'] === myId)
    return 'noticeKind.task-escalated-own';
  if (notice.kind === 'claim-decided')
    return notice.detail['granted'] === false ? 'noticeKind.claim-refused' : 'noticeKind.claim-granted';
  const known = NOTICE_KINDS.find((kind) => kind === notice.kind) as
    | Exclude<NoticeKind, 'claim-decided'>
    | undefined;
  return known === undefined ? null : `noticeKind.${known}`;
}

/** A sentence, and a line of what else is known. A fact that is missing has a common word in its place. */
export function useNoticeWords(): (notice: Notice) => { text: string; more: string } {
  const t = useT();
  const format = useFormat();
  const { user } = useSession();
  return (notice) => {
    const { detail } = notice;
    const key = keyOf(notice, user.id);
    const actor = fact(detail, ['actorName', 'byName', 'fromName', 'by']);
    const day = fact(detail, ['day', 'deadline']);
    const count = detail['count'] ?? detail['customers'];
    const values = {
      customer:
        notice.customerName ??
        fact(detail, ['customerName', 'name', 'customers', 'buyer', 'domain']) ??
        t('notices.someCustomer'),
      actor: actor ?? t('notices.someone'),
      person: fact(detail, ['userName', 'toName', 'actorName', 'byName']) ?? t('notices.someone'),
      count: typeof count === 'number' ? count : t('notices.several'),
      day: day === null ? t('notices.soon') : DAY.test(day) ? format.date(`${day}T12:00:00Z`) : day,
      file: fact(detail, ['file', 'fileName']) ?? t('notices.file'),
      year: typeof detail['year'] === 'number' ? String(detail['year']) : '',
      task: taskWords(t, notice),
      mail: fact(detail, ['name', 'subject']) ?? '–',
    };
    const text = key === null ? t('notices.otherKind', { kind: notice.kind }) : t(key, values);
    const step = COMPLAINT_STEPS.find((one) => one === detail['step']);
    const more =
      notice.kind === 'complaint' && step !== undefined
        ? [
            t(`complaints.event-${step}`, {
              about: fact(detail, ['about']) ?? '–',
              name: fact(detail, ['assigneeName']) ?? '–',
            }),
          ]
        : [
            fact(detail, ['reason', 'note']),
            faultOf(t, notice),
            fact(detail, ['subject', 'platform', 'product']),
          ];
    return { text, more: more.filter(Boolean).join(' · ') };
  };
}
