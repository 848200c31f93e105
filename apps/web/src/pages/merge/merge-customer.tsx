import type { CustomerActionProps } from '../customers/customer-actions.tsx';
import { MergeDialog } from './merge-dialog.tsx';

/** From the menu of a customer's page: with whom is asked. */
export default function MergeCustomer({ customer, onClose }: CustomerActionProps) {
  return <MergeDialog customer={customer} otherId={null} onClose={onClose} />;
}
