import { ROLES, type Role } from '@tradepost/contract';
import { Form, Input, Modal, Select } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
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

/** Makes a one-time link, to be sent by whoever invites. */
export function InviteModal({ onClose }: { onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const [form] = Form.useForm<{ email: string; role: Role }>();
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
          initialValues={{ role: 'salesperson' }}
          onFinish={({ email, role }) => invite.mutate({ body: { email: email.trim(), role } })}
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
              options={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
              optionRender={({ value, label }) => (
                <div>
                  {label}
                  <div className={s.sub}>{t(DESCRIPTIONS[value as Role])}</div>
                </div>
              )}
            />
          </Form.Item>
          {invite.error && <ErrorNotice error={invite.error} />}
        </Form>
      )}
    </Modal>
  );
}
