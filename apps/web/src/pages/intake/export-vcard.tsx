import { useEffect } from 'react';
import { api } from '../../api/instance.ts';
import type { CustomerActionProps } from '../customers/customer-actions.tsx';

/** The customer's contacts as a file for a phone; there is nothing to ask. */
export default function ExportVcard({ customer: { id }, onClose }: CustomerActionProps) {
  useEffect(() => {
    window.location.assign(api.url('getContactsVcard', { params: { id } }));
    onClose();
  }, [id, onClose]);
  return null;
}
