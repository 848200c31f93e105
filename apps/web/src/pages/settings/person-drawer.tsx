import { type Department, ROLES, type Role, type User } from '@tradepost/contract';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useSession } from '../../session/session.tsx';
import { DepartmentSelect } from './department-select.tsx';
import { PersonSecurity } from './person-security.tsx';
import { ResetLinkModal } from './reset-link-modal.tsx';
import s from './settings.module.css';

interface Values {
  name: string;
  role: Role;
  departmentId: number | null;
}

interface PersonDrawerProps {
  user: User;
  departments: readonly Department[];
  onClose: () => void;
}

/** What an administrator changes of a person. */
export function PersonDrawer({ user, departments, onClose }: PersonDrawerProps) {
  const t = useT();
  const say = useSay();
  const [form] = Form.useForm<Values>();
  const role = Form.useWatch('role', form);
  const departmentId = Form.useWatch('departmentId', form);
  const me = useSession().user.id === user.id;
  const update = useWrite('updateUser', {
    stale: ['listUsers', 'listDepartments', 'getSession'],
    onSuccess: () => {
      say.done(t('common.saved'));
      onClose();
    },
  });
  return (
    <FormDrawer<Values>
      title={t('people.personTitle', { name: user.name })}
      submit={t('common.save')}
      onClose={onClose}
      form={form}
      pending={update.isPending}
      error={update.error}
      initialValues={user}
      onFinish={(values) =>
        update.mutate({
          params: { id: user.id },
          body: {
            name: values.name.trim(),
            departmentId: values.departmentId ?? null,
            // One does not take the own rights away by mistake.
            ...(me ? {} : { role: values.role }),
          },
        })
      }
    >
      <p className={s.sub} style={{ marginBottom: 14 }}>
        {user.email}
      </p>
      <Form.Item
        name="name"
        label={t('settings.name')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="role" label={t('settings.role')}>
        <Select
          disabled={me || user.disabledAt !== null}
          options={ROLES.map((one) => ({ value: one, label: t(`roles.${one}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="departmentId"
        label={t('people.department')}
        extra={role === 'manager' && !departmentId ? t('people.managerAtTop') : null}
      >
        <DepartmentSelect departments={departments} />
      </Form.Item>
      {!me && <Access user={user} />}
      {!user.disabledAt && !me && <PersonSecurity user={user} />}
    </FormDrawer>
  );
}

/** The way in: a new password, or none any more. */
function Access({ user }: { user: User }) {
  const t = useT();
  const say = useSay();
  const { modal } = App.useApp();
  const [resetting, setResetting] = useState(false);
  const update = useWrite('updateUser', {
    stale: ['listUsers', 'listDepartments'],
    onSuccess: () => say.done(t('common.saved')),
  });
  const change = (disabled: boolean) =>
    update.mutateAsync({ params: { id: user.id }, body: { disabled } }).catch(say.failed);
  const askDisable = () =>
    modal.confirm({
      title: t('settings.disableTitle', { name: user.name }),
      content: t('settings.disableText'),
      okText: t('settings.disable'),
      okButtonProps: { danger: true },
      onOk: () => change(true),
    });
  return (
    <div className={s.actions}>
      {user.disabledAt ? (
        <>
          <Link to={`/handovers/new?from=${user.id}`}>
            <Button type="primary" tabIndex={-1}>
              {t('handover.disabledLink')}
            </Button>
          </Link>
          <Button loading={update.isPending} onClick={() => void change(false)}>
            {t('settings.enable')}
          </Button>
        </>
      ) : (
        <>
          <Button onClick={() => setResetting(true)}>{t('settings.reset')}</Button>
          <Button danger onClick={askDisable}>
            {t('settings.disable')}
          </Button>
        </>
      )}
      {resetting && <ResetLinkModal user={user} onClose={() => setResetting(false)} />}
    </div>
  );
}
