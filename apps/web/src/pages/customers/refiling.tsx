import { Progress } from 'antd';
import { useApi } from '../../api/use-api.ts';
import { useT } from '../../i18n/language.tsx';
import s from './refiling.module.css';

/** Past mail is being filed: how far it is, as far as it is known. */
export function Refiling({ customerId }: { customerId: number }) {
  const t = useT();
  const { data } = useApi('listJobs', {}, { refetchInterval: 3_000 });
  const job = data?.items.find(
    (one) => one.customerId === customerId && (one.state === 'running' || one.state === 'queued'),
  );
  const counted = job?.total ? { done: job.done, total: job.total } : null;
  return (
    <div className={s.refiling} role="status">
      <span>{counted ? t('customers.refilingCount', counted) : t('customers.refiling')}</span>
      {counted && (
        <Progress
          percent={Math.floor((100 * counted.done) / counted.total)}
          size="small"
          showInfo={false}
          aria-label={t('customers.refiling')}
        />
      )}
    </div>
  );
}
