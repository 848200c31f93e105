import type { Complaint, ComplaintState } from '@tradepost/contract';
import { Link } from 'react-router';
import { useT } from '../../i18n/language.tsx';
import s from './complaint.module.css';
import { isOpen, useComplaintWords } from './use-complaint-words.ts';

export function StateTag({ state }: { state: ComplaintState }) {
  const t = useT();
  return <span className={`${s.tag} ${s[state] ?? ''}`}>{t(`complaints.state-${state}`)}</span>;
}

export function SeverityTag({ severity }: { severity: number }) {
  const t = useT();
  const known = severity === 3 ? 3 : severity === 2 ? 2 : 1;
  return (
    <span className={`${s.tag} ${s[`severity${known}`] ?? ''}`}>{t(`complaints.severity-${known}`)}</span>
  );
}

/** Who has it, and by when; overdue in red. */
export function DueWords({ complaint }: { complaint: Complaint }) {
  const t = useT();
  const { due } = useComplaintWords();
  const words = due(complaint);
  return (
    <>
      {isOpen(complaint.state) && (
        <span>
          {complaint.assigneeName
            ? t('complaints.with', { name: complaint.assigneeName })
            : t('complaints.withNobody')}
        </span>
      )}
      {words && (
        <span className={complaint.overdue ? s.late : ''}>
          {words}
          {complaint.overdue && ` · ${t('complaints.overdue')}`}
        </span>
      )}
    </>
  );
}

/** One complaint in a list. */
export function ComplaintRow({ complaint }: { complaint: Complaint }) {
  const t = useT();
  const { age } = useComplaintWords();
  return (
    <li className={s.row}>
      <div className={s.head}>
        <SeverityTag severity={complaint.severity} />
        <Link className={s.customer} to={`/customers/${complaint.customerId}`}>
          {complaint.customerName}
        </Link>
        <span className={s.sub}>{t(`complaints.sort-${complaint.sort}`)}</span>
      </div>
      <StateTag state={complaint.state} />
      <Link className={s.what} to={`/complaints/${complaint.id}`} dir="auto">
        {complaint.what}
      </Link>
      <div className={s.sub}>
        <span>{age(complaint)}</span>
        <DueWords complaint={complaint} />
        {complaint.product && <span>{complaint.product}</span>}
        {complaint.orderRef && <span>{complaint.orderRef}</span>}
        {complaint.ownerName && <span>{complaint.ownerName}</span>}
      </div>
    </li>
  );
}
