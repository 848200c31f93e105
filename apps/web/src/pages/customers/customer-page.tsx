import { Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useMatch, useParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { usePhone, useWide } from '../../components/use-media.ts';
import { useT } from '../../i18n/language.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { MessagePane } from '../message/message-pane.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import { CustomerCard } from './customer-card.tsx';
import { CustomerHeader } from './customer-header.tsx';
import s from './customer-page.module.css';
import { Refiling } from './refiling.tsx';

/**
 * The customer: the timeline in the middle; beside it the customer's card, or the message that is open.
 * Where there is no room beside it, the message takes the page and the card has a tab.
 */
export default function CustomerPage() {
  const t = useT();
  const id = Number(useParams()['id']);
  const messageId = Number(useMatch('/customers/:id/messages/:messageId')?.params.messageId ?? 0) || null;
  const wide = useWide();
  const phone = usePhone();
  const [tab, setTab] = useState<'timeline' | 'details'>('timeline');
  const { data: customer, error, refetch } = useApi('getCustomer', { params: { id } }, { enabled: id > 0 });

  if (!(id > 0) || error?.code === 'not-found') return <NotFound />;
  if (error && !customer)
    return (
      <div style={{ padding: 24 }}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  const pane = messageId !== null;
  const showTimeline = wide || (!pane && tab === 'timeline');
  const showCard = customer && (wide ? !pane : !pane && tab === 'details');

  return (
    <div
      className={`${s.page} ${wide ? s.wide : ''} ${pane ? s.withPane : ''}`}
      data-columns={wide || undefined}
    >
      {(wide || !pane) && (
        <div className={s.head}>
          {customer ? (
            <CustomerHeader customer={customer} />
          ) : (
            <Skeleton active title={{ width: 280 }} paragraph={{ rows: 1, width: 420 }} />
          )}
          {customer?.refiling && <Refiling customerId={id} />}
          {!wide && (
            <Segmented
              block={phone}
              value={tab}
              onChange={setTab}
              options={[
                { value: 'timeline', label: t('customers.tabTimeline') },
                { value: 'details', label: t('customers.tabDetails') },
              ]}
            />
          )}
        </div>
      )}
      {showTimeline && <Timeline customerId={id} customerName={customer?.name ?? ''} openId={messageId} />}
      {showCard && <CustomerCard customer={customer} />}
      {pane && <MessagePane id={messageId} customerId={id} full={!wide} />}
    </div>
  );
}
