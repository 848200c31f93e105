import { useMatch } from 'react-router';
import type { CustomerTabProps } from '../customers/tabs.tsx';
import { Timeline } from './timeline.tsx';

export default function TimelineTab({ customer }: CustomerTabProps) {
  const messageId = Number(useMatch('/customers/:id/messages/:messageId')?.params.messageId ?? 0) || null;
  return <Timeline customerId={customer.id} customerName={customer.name} openId={messageId} />;
}
