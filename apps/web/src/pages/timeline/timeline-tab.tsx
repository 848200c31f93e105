import { useMatch } from 'react-router';
import { useMay } from '../../session/session.tsx';
import { ActivityActionsProvider, useActivityActions } from '../activity/activity-actions.tsx';
import type { CustomerTabProps } from '../customers/tabs.tsx';
import { Timeline } from './timeline.tsx';

export default function TimelineTab({ customer }: CustomerTabProps) {
  return (
    <ActivityActionsProvider customerId={customer.id} customer={customer}>
      <Inner customer={customer} />
    </ActivityActionsProvider>
  );
}

function Inner({ customer }: CustomerTabProps) {
  const messageId = Number(useMatch('/customers/:id/messages/:messageId')?.params.messageId ?? 0) || null;
  const { add } = useActivityActions();
  const may = useMay()('addActivity');
  return (
    <Timeline
      customerId={customer.id}
      customerName={customer.name}
      openId={messageId}
      onAdd={may ? add : null}
    />
  );
}
