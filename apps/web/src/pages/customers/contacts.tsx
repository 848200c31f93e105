import { PlusOutlined } from '@ant-design/icons';
import type { Contact, Customer } from '@tradepost/contract';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useT } from '../../i18n/language.tsx';
import { ContactItem } from './contact-item.tsx';
import s from './customer-page.module.css';

const ContactDrawer = lazy(() => import('./contact-drawer.tsx'));

export function Contacts({ customer }: { customer: Customer }) {
  const t = useT();
  const may = customer.mayChange;
  const [editing, setEditing] = useState<Contact | 'new' | null>(null);
  return (
    <section className={s.cardSection}>
      <div className={s.cardHead}>
        <h2>{t('customers.contacts')}</h2>
        {may && (
          <Button size="small" type="text" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
            {t('common.add')}
          </Button>
        )}
      </div>
      {customer.contacts.length === 0 && <p className={s.hint}>{t('customers.contactsNone')}</p>}
      <ul>
        {customer.contacts.map((contact) => (
          <ContactItem key={contact.id} contact={contact} may={may} onEdit={() => setEditing(contact)} />
        ))}
      </ul>
      <Suspense>
        {editing && (
          <ContactDrawer
            customerId={customer.id}
            contact={editing === 'new' ? null : editing}
            onClose={() => setEditing(null)}
          />
        )}
      </Suspense>
    </section>
  );
}
