import { Skeleton } from 'antd';
import { Navigate, useMatch, useParams, useSearchParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useWide } from '../../components/use-media.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { OpenComplaints } from '../complaint/open-complaints.tsx';
import { MessagePane } from '../message/message-pane.tsx';
import { MERGED_PARAM, MergedHere } from '../merge/merged-here.tsx';
import { Archived } from './archived.tsx';
import { CustomerCard } from './customer-card.tsx';
import { CustomerHeader } from './customer-header.tsx';
import s from './customer-page.module.css';
import { TabBar, TabContent, useTab } from './customer-tabs.tsx';
import { Refiling } from './refiling.tsx';
import { CARD_TAB } from './tabs.tsx';

/**
 * The customer: a tab in the middle, the timeline first; beside it the customer's card, or the message that is open.
 * Where there is no room beside it, the message takes the page and the card has a tab.
 */
export default function CustomerPage() {
  const id = Number(useParams()['id']);
  const messageId = Number(useMatch('/customers/:id/messages/:messageId')?.params.messageId ?? 0) || null;
  const wide = useWide();
  const tab = useTab(!wide);
  const [params] = useSearchParams();
  const query = params.size > 0 ? `?${params}` : '';
  const { data: customer, error, refetch } = useApi('getCustomer', { params: { id } }, { enabled: id > 0 });

  if (!(id > 0) || error?.code === 'not-found') return <NotFound />;
  if (error && !customer)
    return (
      <div style={{ padding: 24 }}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  // It lives on in another record, and so does every link to it.
  if (customer?.mergedIntoId)
    return <Navigate to={`/customers/${customer.mergedIntoId}?${MERGED_PARAM}=${id}`} replace />;
  const pane = messageId !== null;
  const showTab = wide || (!pane && tab !== CARD_TAB);
  const showCard = wide ? !pane : !pane && tab === CARD_TAB;

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
          {customer?.archivedAt && <Archived customer={customer} since={customer.archivedAt} />}
          {customer && params.has(MERGED_PARAM) && <MergedHere customer={customer} />}
          {customer && <OpenComplaints customer={customer} />}
          {customer?.refiling && <Refiling customerId={id} />}
          <TabBar id={id} tab={tab} withCard={!wide} />
        </div>
      )}
      {showTab && (customer ? <TabContent tab={tab} customer={customer} /> : <div />)}
      {showCard && customer && <CustomerCard customer={customer} />}
      {pane && (
        <MessagePane
          id={messageId}
          customerId={id}
          closeTo={`/customers/${id}${query}`}
          hrefOf={(other) => `/customers/${id}/messages/${other}${query}`}
          full={!wide}
        />
      )}
    </div>
  );
}
