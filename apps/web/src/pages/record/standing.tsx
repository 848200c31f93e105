import type { Customer } from '@tradepost/contract';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useCompanyDay } from '../../format/use-company-day.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useNow } from './local-time.tsx';
import s from './record.module.css';
import { Section } from './section.tsx';
import { useDay } from './use-day.ts';

/** When to contact the customer next, how often it was, and what came of the last time. */
export function Standing({ customer }: { customer: Customer }) {
  const t = useT();
  const format = useFormat();
  const { data, error, refetch } = useApi('getCustomerStanding', { params: { id: customer.id } });
  const last = data?.lastResult;
  return (
    <Section title={t('record.standing')}>
      <NextContact customer={customer} />
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <div className={s.line}>
        <span className={s.label}>{t('record.lastContact')}</span>
        <span>{customer.lastContactAt ? format.relative(customer.lastContactAt) : t('common.never')}</span>
      </div>
      {data && (
        <div className={s.line}>
          <span className={s.label}>{t('record.contactCount')}</span>
          <span className="tp-number">
            {format.number(data.contacts.count)}
            {data.contacts.more && '+'}
          </span>
        </div>
      )}
      {last && (
        <div className={s.line}>
          <span className={s.label}>{t('record.lastResult')}</span>
          <span>
            {last.result ?? t('record.noResult')}
            <span className={s.sub}>
              {` · ${kindWords(t, last.kind)} · ${format.date(last.at)}${last.by ? ` · ${last.by}` : ''}`}
            </span>
          </span>
        </div>
      )}
    </Section>
  );
}

const KINDS = ['call', 'fax', 'meeting', 'visit', 'trade-fair', 'chat', 'note'] as const;
/** A kind of a newer server stays as it is. */
function kindWords(t: ReturnType<typeof useT>, kind: string): string {
  const known = KINDS.find((one) => one === kind);
  return known ? t(`record.activity.${known}`) : kind;
}

function NextContact({ customer }: { customer: Customer }) {
  const t = useT();
  const say = useSay();
  const day = useDay();
  const [choosing, setChoosing] = useState(false);
  const set = useWrite('setNextContact', {
    stale: ['getCustomer', 'listCustomers'],
    onSuccess: () => setChoosing(false),
  });
  const save = (on: string | null) =>
    set.mutate({ params: { id: customer.id }, body: { on } }, { onError: say.failed });
  const { nextContactOn, nextContactManual, mayChange } = customer;
  const today = useCompanyDay(useNow());
  const late = nextContactOn !== null && nextContactOn < today;
  return (
    <>
      <div className={s.line}>
        <span className={s.label}>{t('record.nextContact')}</span>
        <span>
          {nextContactOn === null ? (
            t(customer.archivedAt ? 'record.nextContactArchived' : 'record.nextContactNone')
          ) : (
            <>
              <span className={late ? s.late : s.strong}>{day(nextContactOn, true)}</span>
              {late && <span className={s.late}> · {t('record.overdue')}</span>}
              <span className={s.sub} style={{ whiteSpace: 'nowrap' }}>
                {' · '}
                {t(nextContactManual ? 'record.nextContactManual' : 'record.nextContactAuto')}
              </span>
            </>
          )}
        </span>
      </div>
      {mayChange && nextContactOn !== null && (
        <div className={s.line}>
          <span />
          {choosing ? (
            <ChooseDay today={today} onChoose={save} onCancel={() => setChoosing(false)} />
          ) : (
            <span>
              <Button
                size="small"
                type="link"
                style={{ paddingRight: 0 }}
                onClick={() => setChoosing(true)}
                loading={set.isPending}
              >
                {t('record.nextContactSet')}
              </Button>
              {nextContactManual && (
                <Button size="small" type="link" style={{ paddingRight: 0 }} onClick={() => save(null)}>
                  {t('record.nextContactAutoAgain')}
                </Button>
              )}
            </span>
          )}
        </div>
      )}
    </>
  );
}

interface ChooseDayProps {
  today: string;
  onChoose: (day: string) => void;
  onCancel: () => void;
}

function ChooseDay({ today, onChoose, onCancel }: ChooseDayProps) {
  const t = useT();
  const [day, setDay] = useState('');
  return (
    <span className={s.chips}>
      <Input
        type="date"
        size="small"
        autoFocus
        min={today}
        max="9999-12-31"
        value={day}
        aria-label={t('record.nextContactSet')}
        style={{ width: 140 }}
        onChange={(event) => setDay(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      />
      <Button size="small" type="primary" disabled={day < today} onClick={() => onChoose(day)}>
        {t('common.save')}
      </Button>
      <Button size="small" onClick={onCancel}>
        {t('common.cancel')}
      </Button>
    </span>
  );
}
