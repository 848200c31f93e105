import { CalendarOutlined } from '@ant-design/icons';
import type { Plan } from '@tradepost/contract';
import { Segmented, Skeleton } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import s from './activity.module.css';
import { ActivityActionsProvider } from './activity-actions.tsx';
import { groupPlans } from './group-plans.ts';
import { PlanItem } from './plan-item.tsx';

/** What is planned, by when it is due: one's own or, for leaders, their people's. */
export default function PlansPage() {
  const t = useT();
  const format = useFormat();
  const { user } = useSession();
  const [params, setParams] = useSearchParams();
  const leads = ['owner', 'admin', 'manager'].includes(user.role);
  const of = leads && params.get('of') === 'team' ? 'team' : 'me';
  const list = usePages('listPlans', { query: { of } }, { keepPrevious: true });
  const plans = list.data?.pages.flatMap(({ items }) => items);
  return (
    <div className={page.narrow}>
      <PageHeader
        title={t('activities.plansTitle')}
        intro={t('activities.plansIntro')}
        actions={
          leads && (
            <Segmented
              aria-label={t('activities.plansOf')}
              value={of}
              onChange={(next) => setParams(next === 'team' ? { of: next } : {}, { replace: true })}
              options={[
                { value: 'me', label: t('activities.plansMine') },
                { value: 'team', label: t('activities.plansTeam') },
              ]}
            />
          )
        }
      />
      {list.error && !plans && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {plans?.length === 0 && (
        <EmptyState
          icon={<CalendarOutlined />}
          title={t('activities.plansEmpty')}
          text={t('activities.plansEmptyText')}
        />
      )}
      {plans && plans.length > 0 && (
        <ActivityActionsProvider customerId={0} customer={null}>
          {groupPlans(plans, format).map(([group, items]) => (
            <section key={group}>
              <h2 className={s.group}>{t(`activities.${group}`)}</h2>
              <ul className={s.plans}>
                {items.map((plan) => (
                  <PlanItem key={plan.id} plan={plan} customer={<CustomerLink plan={plan} />} />
                ))}
              </ul>
            </section>
          ))}
          <LoadMore pages={list} />
        </ActivityActionsProvider>
      )}
    </div>
  );
}

const CustomerLink = ({ plan }: { plan: Plan }) => (
  <Link to={`/customers/${plan.customerId}`}>{plan.customerName}</Link>
);
