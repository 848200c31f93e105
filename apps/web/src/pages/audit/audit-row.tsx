import type { AuditRecord } from '@tradepost/contract';
import { Link } from 'react-router';
import { useFormat } from '../../format/use-format.ts';
import { auditDetail, auditVia } from '../../i18n/en/audit.ts';
import { auditAction } from '../../i18n/en/audit-action.ts';
import { useT } from '../../i18n/language.tsx';
import s from './audit.module.css';
import { factWords } from './fact-words.ts';

const text = (value: unknown) => (typeof value === 'string' ? value : null);

interface AuditRowProps {
  record: AuditRecord;
  /** Names of our people by their number. */
  people: ReadonlyMap<number, string>;
}

export function AuditRow({ record, people }: AuditRowProps) {
  const t = useT();
  const format = useFormat();
  const { detail } = record;
  const actor = record.actorName ?? t('audit.system');
  const subject =
    record.subjectName ?? text(detail['address']) ?? text(detail['name']) ?? text(detail['email']) ?? '–';
  const sentence = Object.hasOwn(auditAction, record.action)
    ? t(`auditAction.${record.action as keyof typeof auditAction}`, { actor, subject })
    : `${actor} · ${record.action} · ${subject}`;
  const name = (key: string) =>
    Object.hasOwn(auditDetail, key) ? t(`auditDetail.${key as keyof typeof auditDetail}`) : key;
  const words = {
    name,
    person: (id: number) => people.get(id) ?? null,
    yes: t('customerList.yes'),
    no: t('customerList.no'),
  };
  const told = (key: string, value: unknown) =>
    key === 'via' && Object.hasOwn(auditVia, String(value))
      ? t(`auditVia.${value as keyof typeof auditVia}`)
      : factWords(key, value, words);
  const facts = Object.entries(detail).map(([key, value]) => {
    return t('record.pair', { name: name(key), value: told(key, value) });
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
