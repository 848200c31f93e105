import { EllipsisOutlined } from '@ant-design/icons';
import type { Contact, Validity } from '@tradepost/contract';
import { App, Button, Dropdown, type MenuProps, Rate, Tag } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useDay } from '../record/use-day.ts';
import { ContactInvalid } from './contact-invalid.tsx';
import s from './customer-page.module.css';

const MergeContact = lazy(() => import('../merge/merge-contact.tsx'));

interface ContactItemProps {
  contact: Contact;
  may: boolean;
  onEdit: () => void;
}

/** One person of the customer: who, how to reach, and what is private where one may see it. */
export function ContactItem({ contact, may, onEdit }: ContactItemProps) {
  const t = useT();
  const say = useSay();
  const day = useDay();
  const format = useFormat();
  const { modal } = App.useApp();
  const [marking, setMarking] = useState(false);
  const [merging, setMerging] = useState(false);
  const name = contact.name ?? contact.addresses[0] ?? t('customers.contactUnnamed');
  const remove = useWrite('removeContact', { stale: ['getCustomer'] });
  const validity = useWrite('setContactValidity', { stale: ['getCustomer', 'listJobs'] });
  const mark = (body: Validity) =>
    validity.mutate({ params: { id: contact.id }, body }, { onError: say.failed });
  const askRemove = () =>
    modal.confirm({
      title: t('customers.removeContactTitle', { name }),
      content: t('customers.removeContactText'),
      okText: t('common.remove'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync({ params: { id: contact.id } }).catch(say.failed),
    });
  const gone = contact.invalidAt !== null;
  return (
    <li className={s.contact}>
      <div className={s.contactHead}>
        <div>
          <span className={gone ? s.gone : s.contactName}>{name}</span>
          {contact.localName && <span> {contact.localName}</span>}
          {contact.isMain && (
            <Tag style={{ margin: '0 0 0 6px' }} color="blue">
              {t('record.main')}
            </Tag>
          )}
          <div className={s.addresses}>{[contact.title, contact.department].filter(Boolean).join(' · ')}</div>
        </div>
        {may && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'edit', label: t('common.edit') },
                gone
                  ? { key: 'valid', label: t('record.markValid') }
                  : { key: 'invalid', label: t('record.markInvalid') },
                { key: 'merge', label: t('merge.contactAction') },
                { key: 'remove', label: t('common.remove'), danger: true },
              ],
              onClick: ({ key }) => {
                if (key === 'edit') onEdit();
                else if (key === 'valid') mark({ valid: true });
                else if (key === 'invalid') setMarking(true);
                else if (key === 'merge') setMerging(true);
                else void askRemove();
              },
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
      {gone && (
        <div className={s.addresses}>
          {t('record.invalidSince', { date: format.date(contact.invalidAt ?? '') })}
          {contact.invalidReason && ` · ${contact.invalidReason}`}
        </div>
      )}
      {contact.addresses.map((address) => (
        <Way key={address} text={address} may={may && !gone} onMark={() => mark({ valid: false, address })} />
      ))}
      {contact.channels.map((channel) => (
        <Way
          key={`${channel.kind} ${channel.value}`}
          label={t(`record.channel.${channel.kind}`)}
          text={channel.value}
          may={may && !gone}
          onMark={() => mark({ valid: false, channel })}
        />
      ))}
      {contact.invalidAddresses.map((address) => (
        <Way key={address} gone text={address} may={may} onMark={() => mark({ valid: true, address })} />
      ))}
      {contact.invalidChannels.map((channel) => (
        <Way
          key={`${channel.kind} ${channel.value}`}
          gone
          label={t(`record.channel.${channel.kind}`)}
          text={channel.value}
          may={may}
          onMark={() => mark({ valid: true, channel })}
        />
      ))}
      {contact.preferredChannel && (
        <div className={s.addresses}>
          {t('record.pair', {
            name: t('record.preferredChannel'),
            value: t(`record.channel.${contact.preferredChannel}`),
          })}
        </div>
      )}
      {contact.relationshipLevel && (
        <div className={s.addresses}>
          {t('record.relationshipLevel')}{' '}
          <Rate disabled value={contact.relationshipLevel} style={{ fontSize: 12 }} />
        </div>
      )}
      {contact.note && <div className={s.note}>{contact.note}</div>}
      {[
        contact.birthday && t('record.pair', { name: t('record.birthday'), value: day(contact.birthday) }),
        contact.family && t('record.pair', { name: t('record.family'), value: contact.family }),
        contact.hobbies && t('record.pair', { name: t('record.hobbies'), value: contact.hobbies }),
      ].map((line) => line && <div key={line}>{line}</div>)}
      <Suspense>{merging && <MergeContact contact={contact} onClose={() => setMerging(false)} />}</Suspense>
      {marking && (
        <ContactInvalid
          name={name}
          onClose={() => setMarking(false)}
          onMark={(reason) => mark({ valid: false, reason })}
        />
      )}
    </li>
  );
}

interface WayProps {
  text: string;
  label?: string;
  gone?: boolean;
  may: boolean;
  onMark: () => void;
}

/** An address or a number; a menu marks it as no longer valid, or as valid again. */
function Way({ text, label, gone = false, may, onMark }: WayProps) {
  const t = useT();
  const items: MenuProps['items'] = [{ key: 'mark', label: t(gone ? 'record.markValid' : 'record.invalid') }];
  return (
    <div className={`${s.addresses} ${s.way}`}>
      <span>
        {label && `${label} `}
        <span className={`${gone ? s.gone : ''} tp-number`}>{text}</span>
      </span>
      {may && (
        <Dropdown trigger={['click']} menu={{ items, onClick: onMark }}>
          <button type="button" className={s.wayMenu} aria-label={`${t('common.actions')}: ${text}`}>
            <EllipsisOutlined />
          </button>
        </Dropdown>
      )}
    </div>
  );
}
