import type { HandoverPlan, HandoverPreview } from '@tradepost/contract';
import { Button, Checkbox, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './handover.module.css';
import type { StepProps } from './step-who.tsx';
import { usePreview } from './use-preview.ts';

interface StepPreviewProps extends StepProps {
  readonly plan: HandoverPlan;
  readonly onBack: () => void;
}

const KEEP = -1;
const NOBODY = 0;

/** What will move, to whom; the mail accounts; and the word to go. */
export function StepPreview({ draft, people, fromName, change, plan, onBack }: StepPreviewProps) {
  const t = useT();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const { data, error, refetch } = usePreview(plan);
  const start = useWrite('startHandover', {
    stale: ['listHandovers', 'listCustomers', 'listMailAccounts'],
    onSuccess: ({ id }) => void navigate(`/handovers/${id}`),
  });
  if (error)
    return (
      <>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
        <div className={s.foot}>
          <Button onClick={onBack}>{t('common.back')}</Button>
        </div>
      </>
    );
  if (!data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const nothing = data.customers === 0 && Object.keys(draft.accounts).length === 0;
  const send = () =>
    start.mutate({
      body: {
        ...plan,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
      },
    });
  const setAccount = (id: number, to: number) => {
    const { [id]: _before, ...rest } = draft.accounts;
    change({ accounts: to === KEEP ? rest : { ...rest, [id]: to === NOBODY ? null : to } });
  };
  const heirs = plan.to.map(({ userId }) => ({
    value: userId,
    label: t('handover.accountTo', { name: people.find(({ id }) => id === userId)?.name ?? '' }),
  }));
  return (
    <>
      <h2>{t('handover.stepPreview')}</h2>
      {data.customers === 0 ? <p>{t('handover.previewNothing')}</p> : <Numbers data={data} name={fromName} />}
      <h2>{t('handover.stepHeirs')}</h2>
      <Shares data={data} />
      {data.accounts.length > 0 && (
        <>
          <h2>{t('handover.accounts', { name: fromName })}</h2>
          <p className={s.hint}>
            {t(data.mayGiveAccounts ? 'handover.accountsHint' : 'handover.accountsAdmin')}
          </p>
          {data.mayGiveAccounts &&
            data.accounts.map((account) => {
              const to = draft.accounts[account.id];
              return (
                <label key={account.id} className={s.field}>
                  <span>{account.address}</span>
                  <Select
                    style={{ width: '100%' }}
                    value={to === undefined ? KEEP : (to ?? NOBODY)}
                    onChange={(next: number) => setAccount(account.id, next)}
                    options={[
                      { value: KEEP, label: t('handover.accountKeep', { name: fromName }) },
                      ...heirs,
                      { value: NOBODY, label: t('handover.accountNobody') },
                    ]}
                  />
                </label>
              );
            })}
        </>
      )}
      <label className={s.field}>
        <span>{t('handover.reason')}</span>
        <Input maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
        <span className={s.hint}>{t('handover.reasonHint')}</span>
      </label>
      <label className={s.field}>
        <span>{t('handover.note')}</span>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={5000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <span className={s.hint}>{t('handover.noteHint')}</span>
      </label>
      <div className={s.field}>
        <Checkbox
          checked={draft.keepAccess}
          onChange={({ target }) => change({ keepAccess: target.checked })}
        >
          {t('handover.keepAccess', { name: fromName })}
        </Checkbox>
      </div>
      {start.error && <ErrorNotice error={start.error} />}
      <div className={s.foot}>
        <Button onClick={onBack}>{t('common.back')}</Button>
        <Button type="primary" disabled={nothing} loading={start.isPending} onClick={send}>
          {t('handover.confirm', { count: data.customers })}
        </Button>
      </div>
    </>
  );
}

function Numbers({ data, name }: { data: HandoverPreview; name: string }) {
  const t = useT();
  const format = useFormat();
  const rows: [string, number][] = [
    [t('handover.previewCustomers'), data.customers],
    [t('handover.previewTasks'), data.tasks],
    [t('handover.previewLetters'), data.letters],
    [t('handover.previewActivities'), data.activities],
    [t('handover.previewMarks'), data.openMarks],
    [t('handover.previewShared'), data.withCollaborators],
    [t('handover.previewLeft', { name }), data.left],
  ];
  return (
    <dl className={s.numbers}>
      {rows
        .filter(([, count], index) => index === 0 || count > 0)
        .map(([label, count]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
    </dl>
  );
}

function Shares({ data }: { data: HandoverPreview }) {
  const t = useT();
  const format = useFormat();
  return (
    <div className={s.shares}>
      {data.successors.map((heir) => (
        <div key={heir.userId} className={s.share}>
          <h3>
            <span>{heir.name}</span>
            <span className="tp-number">{format.number(heir.customers)}</span>
          </h3>
          <ul>
            {heir.sample.map((customer) => (
              <li key={customer.id}>{customer.name}</li>
            ))}
            {heir.customers > heir.sample.length && (
              <li>{t('handover.previewMore', { count: heir.customers - heir.sample.length })}</li>
            )}
          </ul>
        </div>
      ))}
    </div>
  );
}
