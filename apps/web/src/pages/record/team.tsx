import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import type { Customer } from '@tradepost/contract';
import { Button, Form, Radio, Select } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { mayCall, useSession } from '../../session/session.tsx';
import s from './record.module.css';
import { Section } from './section.tsx';

const STALE = ['getCustomer', 'listCustomers'] as const;

/** Who works on the customer beside its salesperson. */
export function Team({ customer }: { customer: Customer }) {
  const t = useT();
  const say = useSay();
  const { user } = useSession();
  const [adding, setAdding] = useState(false);
  const remove = useWrite('removeCollaborator', { stale: STALE });
  const leader = mayCall(user.role, 'reviewCustomer');
  const mayLetIn = customer.mayChange && (leader || user.id === customer.ownerId);
  return (
    <Section
      title={t('record.team')}
      action={
        mayLetIn && (
          <Button size="small" type="text" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('common.add')}
          </Button>
        )
      }
    >
      {customer.collaborators.length === 0 && <p className={s.days}>{t('record.teamNone')}</p>}
      <ul>
        {customer.collaborators.map(({ userId, name, canEdit }) => (
          <li key={userId} className={s.item}>
            <span>
              {name}
              <span className={s.sub}> · {t(canEdit ? 'record.canEdit' : 'record.canRead')}</span>
            </span>
            {mayLetIn && (
              <Button
                size="small"
                type="text"
                icon={<CloseOutlined />}
                aria-label={t('record.removeCollaborator', { name })}
                title={t('record.removeCollaborator', { name })}
                onClick={() =>
                  remove.mutate({ params: { id: customer.id, userId } }, { onError: say.failed })
                }
              />
            )}
          </li>
        ))}
      </ul>
      {adding && <AddCollaborator customer={customer} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function AddCollaborator({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useT();
  const people = useApi('listUsers', {}).data?.items ?? [];
  const set = useWrite('setCollaborator', { stale: STALE, onSuccess: onClose });
  return (
    <FormDrawer<{ userId: number; canEdit: boolean }>
      title={t('record.addCollaborator')}
      submit={t('common.add')}
      onClose={onClose}
      pending={set.isPending}
      error={set.error}
      initialValues={{ canEdit: false }}
      onFinish={(body) => set.mutate({ params: { id: customer.id }, body })}
    >
      <Form.Item
        name="userId"
        label={t('record.collaborator')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={people
            .filter((one) => !one.disabledAt && one.id !== customer.ownerId)
            .map((one) => ({ value: one.id, label: `${one.name} · ${t(`roles.${one.role}`)}` }))}
        />
      </Form.Item>
      <Form.Item name="canEdit">
        <Radio.Group
          optionType="button"
          options={[
            { value: false, label: t('record.canRead') },
            { value: true, label: t('record.canEdit') },
          ]}
        />
      </Form.Item>
    </FormDrawer>
  );
}
