import { type Department, ROLES, type Role } from '@tradepost/contract';
import { Form, Input, Modal, Select } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { DepartmentSelect } from './department-select.tsx';
import { CopyField } from './copy-field.tsx';
import s from './settings.module.css';

const DESCRIPTIONS = {
  owner: 'settings.roleOwner',
  admin: 'settings.roleAdmin',
  manager: 'settings.roleManager',
  salesperson: 'settings.roleSalesperson',
  merchandiser: 'settings.roleMerchandiser',
  reader: 'settings.roleReader',
} as const satisfies Record<Role, string>;

interface InviteModalProps {
  departments: readonly Department[];
  /** The one that is looked at. */
  departmentId: number | null;
  onClose: () => void;
}

interface Values {
  email: string;
  role: Role;
  departmentId: number | null;
}

/** Makes a one-time link, to be sent by whoever invites. */
export function InviteModal({ departments, departmentId, onClose }: InviteModalProps) {
  const t = useT();
  const format = useFormat();
  const [form] = Form.useForm<Values>();
  const role = Form.useWatch('role', form);
  const department = Form.useWatch('departmentId', form);
  const invite = useWrite('inviteUser');
  const { data, variables } = invite;
  return (
    <Modal
      open
      title={
        data && variables
          ? t('settings.inviteReady', { email: variables.body.email })
          : t('settings.inviteTitle')
      }
      onCancel={onClose}
      okText={data ? t('common.close') : t('settings.inviteMake')}
      cancelText={t('common.cancel')}
      cancelButtonProps={data ? { style: { display: 'none' } } : {}}
      okButtonProps={{ loading: invite.isPending }}
      onOk={() => (data ? onClose() : form.submit())}
    >
      {data ? (
        <>
          <CopyField value={data.url} />
          <p className={s.sub}>{t('settings.inviteExpires', { time: format.dateTime(data.expiresAt) })}</p>
        </>
      ) : (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ role: 'salesperson', departmentId }}
          onFinish={(values) =>
            invite.mutate({
              body: {
                email: values.email.trim(),
                role: values.role,
                departmentId: values.departmentId ?? null,
              },
            })
          }
        >
          <p className={s.sub} style={{ marginBottom: 14 }}>
            {t('settings.inviteText')}
          </p>
          <Form.Item
            name="email"
            label={t('settings.email')}
            rules={[
              { required: true, message: t('common.required') },
              { type: 'email', message: t('common.invalidEmail') },
            ]}
          >
            <Input type="email" autoFocus maxLength={320} autoComplete="off" />
          </Form.Item>
          <Form.Item name="role" label={t('settings.role')}>
            <Select
              options={ROLES.map((one) => ({ value: one, label: t(`roles.${one}`) }))}
              optionRender={({ value, label }) => (
                <div>
                  {label}
                  <div className={s.sub}>{t(DESCRIPTIONS[value as Role])}</div>
                </div>
              )}
            />
          </Form.Item>
          {departments.length > 0 && (
            <Form.Item
              name="departmentId"
              label={t('people.department')}
              extra={role === 'manager' && !department ? t('people.managerAtTop') : null}
            >
              <DepartmentSelect departments={departments} />
            </Form.Item>
          )}
          {invite.error && <ErrorNotice error={invite.error} />}
        </Form>
      )}
    </Modal>
  );
}
