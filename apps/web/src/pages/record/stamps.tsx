import type { Customer } from '@tradepost/contract';
import { Button, Progress } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import s from './record.module.css';
import { Facts, Section } from './section.tsx';

/** More of what is missing says nothing new. */
const MOST_MISSING = 6;

/** How complete the record is; who made, verified and reviewed it. */
export function Stamps({ customer }: { customer: Customer }) {
  const { t, locale } = useLanguage();
  const may = useMay();
  const say = useSay();
  const format = useFormat();
  const stale = ['getCustomer', 'listCustomers', 'listDueReviews'] as const;
  const verify = useWrite('verifyCustomer', { stale, onSuccess: () => say.done(t('record.verifyDone')) });
  const review = useWrite('reviewCustomer', { stale, onSuccess: () => say.done(t('record.reviewDone')) });
  const { percent, missing } = customer.completeness;
  const stamp = (at: string | null, name: string | null) =>
    at && (name ? t('record.by', { date: format.date(at), name }) : format.date(at));
  const parts = missing
    .slice(0, MOST_MISSING)
    .map((part) => t(`record.part.${part}`))
    .join(locale === 'en' ? ', ' : '、');
  const params = { id: customer.id };
  return (
    <Section title={t('record.recordTitle')}>
      <div className={s.line}>
        <span className={s.label}>{t('record.completeness')}</span>
        <Progress percent={percent} size="small" style={{ flex: 1, maxWidth: 200 }} status="normal" />
      </div>
      <p className={s.days} style={{ marginBottom: 8 }}>
        {missing.length === 0
          ? t('record.complete')
          : t('record.missing', { parts: missing.length > MOST_MISSING ? `${parts}…` : parts })}
      </p>
      <Facts
        facts={[
          [t('record.created'), stamp(customer.createdAt, customer.createdByName)],
          [t('record.updated'), stamp(customer.updatedAt, null)],
          [t('record.verified'), stamp(customer.verifiedAt, customer.verifiedByName) ?? t('common.never')],
          [t('record.reviewed'), stamp(customer.reviewedAt, customer.reviewedByName) ?? t('common.never')],
        ]}
      />
      {customer.mayChange && (
        <div className={s.actions}>
          {may('verifyCustomer') && (
            <Button
              size="small"
              loading={verify.isPending}
              onClick={() => verify.mutate({ params }, { onError: say.failed })}
            >
              {t('record.verify')}
            </Button>
          )}
          {may('reviewCustomer') && (
            <Button
              size="small"
              type={customer.awaitingReview ? 'primary' : 'default'}
              loading={review.isPending}
              onClick={() => review.mutate({ params }, { onError: say.failed })}
            >
              {t('record.review')}
            </Button>
          )}
        </div>
      )}
    </Section>
  );
}
