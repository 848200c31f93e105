import { AuditOutlined } from '@ant-design/icons';
import { Segmented, Skeleton, Tag } from 'antd';
import type { LetterApproval, MassMailLine } from '@tradepost/contract';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import s from './approvals.module.css';
import { useApprovalReason } from './letter-words.ts';
import { useFieldNamesIn } from './use-field-name.ts';

const ApprovalRulesDrawer = lazy(() => import('./approval-rules.tsx'));

const COLOURS = {
  waiting: 'processing',
  approved: 'success',
  returned: 'warning',
  withdrawn: 'default',
} as const;

/** Letters of one's people that wait for a yes, and those decided. */
export default function ApprovalsPage() {
  const t = useT();
  const may = useMay();
  const [state, setState] = useState<'waiting' | 'decided'>('waiting');
  const [rules, setRules] = useState(false);
  const list = usePages('listApprovals', { query: { state } });
  const massMails = usePages('listMassMails', { query: { waiting: true } }, { enabled: state === 'waiting' });
  const waiting = state === 'waiting' ? (massMails.data?.pages.flatMap((part) => part.items) ?? []) : [];
  const items = list.data?.pages.flatMap((part) => part.items);
  return (
    <>
      <div className={s.tools}>
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: 'waiting', label: t('approvals.waiting') },
            { value: 'decided', label: t('approvals.decided') },
          ]}
        />
        <button type="button" className="tp-link" onClick={() => setRules(true)}>
          {t(may('setApprovalRules') ? 'approvals.changeRules' : 'approvals.rules')}
        </button>
      </div>
      {waiting.length > 0 && <WaitingMassMails mails={waiting} />}
      {state === 'waiting' && <LoadMore pages={massMails} />}
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {!items && !list.error && <Skeleton active />}
      {items?.length === 0 && waiting.length === 0 && !(state === 'waiting' && massMails.isPending) && (
        <EmptyState
          icon={<AuditOutlined />}
          title={t(`approvals.empty.${state}`)}
          text={t('approvals.emptyText')}
        />
      )}
      {items && items.length > 0 && (
        <>
          <ul className={page.sheet}>
            {items.map((approval) => (
              <ApprovalRow key={approval.id} approval={approval} />
            ))}
          </ul>
          <LoadMore pages={list} />
        </>
      )}
      <Suspense>{rules && <ApprovalRulesDrawer onClose={() => setRules(false)} />}</Suspense>
    </>
  );
}

/** Mass mails of one's people wait for the same yes; the whole of one is decided on its page. */
function WaitingMassMails({ mails }: { mails: readonly MassMailLine[] }) {
  const t = useT();
  const format = useFormat();
  const named = useFieldNamesIn();
  return (
    <ul className={page.sheet} style={{ marginBottom: 14 }}>
      {mails.map((mail) => (
        <li key={mail.id} className={s.row}>
          <Link to={`/mass-mails/${mail.id}`} className={s.main}>
            <span className={s.who}>{mail.ownerName}</span>
            <span className={s.subject} dir="auto">
              {named(mail.subject) || mail.name}
            </span>
            <span className={s.sub}>
              {t('approvals.massMail', { name: mail.name, count: mail.counts.waiting })}
            </span>
          </Link>
          <div className={s.side}>
            <Tag style={{ margin: 0 }}>{t('nav.massMails')}</Tag>
            <time dateTime={mail.createdAt}>{format.dateTime(mail.createdAt)}</time>
          </div>
        </li>
      ))}
    </ul>
  );
}

function ApprovalRow({ approval }: { approval: LetterApproval }) {
  const t = useT();
  const format = useFormat();
  const reason = useApprovalReason();
  const to = approval.to.map(({ name, address }) => name ?? address).join(t('letters.comma'));
  return (
    <li className={s.row}>
      <Link to={`/letters/approvals/${approval.id}`} className={s.main}>
        <span className={s.who}>{approval.authorName}</span>
        <span className={s.subject} dir="auto">
          {approval.subject || t('timeline.noSubject')}
        </span>
        <span className={s.sub}>
          {[to, approval.customerName, approval.reasons.map(reason).join(t('letters.comma'))]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </Link>
      <div className={s.side}>
        {approval.state !== 'waiting' && (
          <Tag color={COLOURS[approval.state]} style={{ margin: 0 }}>
            {t(`approvals.state.${approval.state}`)}
          </Tag>
        )}
        <time dateTime={approval.askedAt}>{format.dateTime(approval.decidedAt ?? approval.askedAt)}</time>
      </div>
    </li>
  );
}
