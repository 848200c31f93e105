import { AuditOutlined, RollbackOutlined, WarningOutlined } from '@ant-design/icons';
import type { Letter, LetterCheck } from '@tradepost/contract';
import { useApi } from '../../api/use-api.ts';
import { useT } from '../../i18n/language.tsx';
import s from './composer.module.css';
import type { Draft } from './draft.ts';
import { useApprovalReason, useLetterNote } from './letter-words.ts';

interface CheckNotesProps {
  check: LetterCheck | undefined;
  draft: Draft;
  letter: Letter;
}

export interface LocalNote {
  readonly code: 'external-bcc';
  readonly about: readonly string[];
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** What can be told without the server: who would not see whom. */
export function useLocalNotes(draft: Draft): LocalNote[] {
  const senders = useApi('listLetterSenders', {});
  const own = new Set(senders.data?.items.flatMap(({ addresses }) => addresses.map(domainOf)) ?? []);
  const outside = draft.bcc
    .map(({ address }) => address)
    .filter((address) => own.size > 0 && !own.has(domainOf(address)));
  return outside.length > 0 ? [{ code: 'external-bcc', about: outside }] : [];
}

/** Below the text, while it is written: what its author should know before he sends. */
export function CheckNotes({ check, draft, letter }: CheckNotesProps) {
  const t = useT();
  const note = useLetterNote();
  const reasonOf = useApprovalReason();
  const local = useLocalNotes(draft);
  // What every letter lacks at its beginning needs no reminder.
  const warnings = (check?.warnings ?? []).filter(({ code }) => code !== 'no-subject');
  const obstacles = (check?.obstacles ?? []).filter(
    ({ code }) => code !== 'no-recipient' && code !== 'empty',
  );
  const approval = check?.approval ?? [];
  const returned = letter.approval?.state === 'returned' ? letter.approval : null;
  if (!returned && obstacles.length + warnings.length + local.length + approval.length === 0) return null;
  return (
    <ul className={s.notes}>
      {returned && (
        <li className={s.warningNote}>
          <RollbackOutlined aria-hidden /> {t('letters.returnedBy', { name: returned.decidedByName ?? '' })}{' '}
          {returned.note && <q dir="auto">{returned.note}</q>}
        </li>
      )}
      {obstacles.map(({ code, about }) => (
        <li key={code} className={s.obstacleNote}>
          <WarningOutlined aria-hidden /> {note(code, about)}
        </li>
      ))}
      {warnings.map(({ code, about, blocking }) => (
        <li
          key={code}
          className={blocking ? s.blockingNote : s.warningNote}
          role={blocking ? 'alert' : undefined}
        >
          <WarningOutlined aria-hidden /> {note(code, about)}
        </li>
      ))}
      {local.map(({ code, about }) => (
        <li key={`${code} ${about[0]}`} className={s.warningNote}>
          <WarningOutlined aria-hidden /> {note(code, about)}
        </li>
      ))}
      {approval.length > 0 && (
        <li className={s.approvalNote}>
          <AuditOutlined aria-hidden />{' '}
          {t('letters.goesToApproval', { reasons: approval.map(reasonOf).join(t('letters.comma')) })}
        </li>
      )}
    </ul>
  );
}
