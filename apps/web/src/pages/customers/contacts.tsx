import { EllipsisOutlined, PlusOutlined } from '@ant-design/icons';
import type { Contact, Customer } from '@tradepost/contract';
import { App, Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import s from './customer-page.module.css';

const ContactDrawer = lazy(() => import('./contact-drawer.tsx'));

export function Contacts({ customer }: { customer: Customer }) {
  const t = useT();
  const may = useMay()('addContact');
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

function ContactItem({ contact, may, onEdit }: { contact: Contact; may: boolean; onEdit: () => void }) {
  const t = useT();
  const say = useSay();
  const { modal } = App.useApp();
  const name = contact.name ?? contact.addresses[0] ?? t('customers.contactUnnamed');
  const remove = useWrite('removeContact', { stale: ['getCustomer'] });
  const askRemove = () =>
    modal.confirm({
      title: t('customers.removeContactTitle', { name }),
      content: t('customers.removeContactText'),
      okText: t('common.remove'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync({ params: { id: contact.id } }).catch(say.failed),
    });
  return (
    <li className={s.contact}>
      <div className={s.contactHead}>
        <div>
          <span className={s.contactName}>{name}</span>
          {contact.title && <span className={s.addresses}> · {contact.title}</span>}
        </div>
        {may && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'edit', label: t('common.edit') },
                { key: 'remove', label: t('common.remove'), danger: true },
              ],
              onClick: ({ key }) => (key === 'edit' ? onEdit() : void askRemove()),
            }}
          >
            <Button
              size="small"
              type="text"
              icon={<EllipsisOutlined />}
              aria-label={`${t('common.actions')}: ${name}`}
            />
          </Dropdown>
        )}
      </div>
      {contact.addresses.map((address) => (
        <div key={address} className={s.addresses}>
          {address}
        </div>
      ))}
      {contact.channels.map(({ kind, value }) => (
        <div key={`${kind} ${value}`} className={`${s.addresses} tp-number`}>
          {value}
        </div>
      ))}
    </li>
  );
}
