import type { CustomerActionProps } from '../customers/customer-actions.tsx';
import ComplaintDrawer from './complaint-drawer.tsx';

/** From the menu of the customer's page. */
export default function ComplaintOfCustomer({ customer, onClose }: CustomerActionProps) {
  return (
    <ComplaintDrawer
      customers={[{ customerId: customer.id, customerName: customer.name }]}
      onClose={onClose}
    />
  );
}
