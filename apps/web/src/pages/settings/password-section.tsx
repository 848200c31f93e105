import { Button, Form, Input } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import s from './settings.module.css';

/** A new password, with the present one. */
export function PasswordSection() {
  const { t } = useLanguage();
  const say = useSay();
  const [form] = Form.useForm<{ currentPassword: string; newPassword: string }>();
  const { user } = useSession();
  const update = useWrite('updateMe', {
    stale: ['getMySecurity'],
    onSuccess: () => {
      form.resetFields();
      say.done(t('settings.passwordChanged'));
    },
  });
  return (
    <section className={`${page.sheet} ${s.form}`}>
      <h2 className={s.formTitle}>{t('settings.passwordTitle')}</h2>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => update.mutate({ body: values })}
      >
        {/* Password managers want to know whose password it is. */}
        <input type="text" hidden readOnly autoComplete="username" value={user.email} />
        <Form.Item
          name="currentPassword"
          label={t('settings.currentPassword')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="newPassword"
          label={t('settings.newPassword')}
          extra={t('session.passwordHint')}
          rules={[{ required: true, min: 12, max: 200, message: t('session.passwordShort') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {update.error && (
          <Form.Item>
            <ErrorNotice error={update.error} />
          </Form.Item>
        )}
        <Form.Item>
          <Button htmlType="submit" loading={update.isPending}>
            {t('settings.changePassword')}
          </Button>
        </Form.Item>
      </Form>
    </section>
  );
}
