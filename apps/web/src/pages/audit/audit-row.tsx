import type { AuditRecord } from '@tradepost/contract';
import { Link } from 'react-router';
import { useFormat } from '../../format/use-format.ts';
import { auditAction, auditDetail, auditVia } from '../../i18n/en/audit.ts';
import { useT } from '../../i18n/language.tsx';
import s from './audit.module.css';

/** A value as people read it: what was before, and what is now. */
function show(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  if (Array.isArray(value) && value.length === 2) return `${show(value[0])} → ${show(value[1])}`;
  return JSON.stringify(value);
}

const text = (value: unknown) => (typeof value === 'string' ? value : null);

export function AuditRow({ record }: { record: AuditRecord }) {
  const t = useT();
  const format = useFormat();
  const { detail } = record;
  const actor = record.actorName ?? t('audit.system');
  const subject =
    record.subjectName ?? text(detail['address']) ?? text(detail['name']) ?? text(detail['email']) ?? '–';
  const sentence = Object.hasOwn(auditAction, record.action)
    ? t(`auditAction.${record.action as keyof typeof auditAction}`, { actor, subject })
    : `${actor} · ${record.action} · ${subject}`;
  const told = (key: string, value: unknown) =>
    key === 'via' && Object.hasOwn(auditVia, String(value))
      ? t(`auditVia.${value as keyof typeof auditVia}`)
      : show(value);
  const facts = Object.entries(detail).map(([key, value]) => {
    const name = Object.hasOwn(auditDetail, key) ? t(`auditDetail.${key as keyof typeof auditDetail}`) : key;
    return t('record.pair', { name, value: told(key, value) });
  });
  const mail = record.subjectKind === 'message' ? record.subjectId : null;
  return (
    <li className={s.row}>
      <div className={s.words}>
        <span>{sentence}</span>
        {(facts.length > 0 || mail !== null) && (
          <span className={s.facts}>
            {facts.join(' · ')}
            {mail !== null && (
              <>
                {facts.length > 0 && ' · '}
                <Link to={`/messages/${mail}`}>{t('audit.openMail')}</Link>
              </>
            )}
          </span>
        )}
      </div>
      <time className={s.time} dateTime={record.at}>
        {format.dateTime(record.at)}
      </time>
    </li>
  );
}
