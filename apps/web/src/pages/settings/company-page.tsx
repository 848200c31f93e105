import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Skeleton } from 'antd';
import type { SessionInfo } from '@tradepost/contract';
import { SESSION_KEY } from '../../api/query-client.ts';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { DomainsItem } from '../customers/customer-fields.tsx';
import s from './settings.module.css';

/** The company's name, and the mail domains that are its own. */
export default function CompanyPage() {
  const t = useT();
  const say = useSay();
  const may = useMay()('updateCompany');
  const client = useQueryClient();
  const { data, error, refetch } = useApi('getCompany', {});
  const update = useWrite('updateCompany', {
    stale: ['getCompany'],
    onSuccess: ({ name }) => {
      client.setQueryData<SessionInfo | null>(
        SESSION_KEY,
        (session) => session && { ...session, companyName: name },
      );
      say.done(t('settings.companySaved'));
    },
  });
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  return (
    <section className={`${page.sheet} ${s.form}`}>
      {!data ? (
        <Skeleton active />
      ) : (
        <Form<{ name: string; domains: string[] }>
          layout="vertical"
          requiredMark={false}
          disabled={!may}
          initialValues={data}
          onFinish={({ name, domains }) => update.mutate({ body: { name: name.trim(), domains } })}
        >
          <Form.Item
            name="name"
            label={t('settings.companyName')}
            rules={[{ required: true, whitespace: true, message: t('common.required') }]}
          >
            <Input maxLength={200} />
          </Form.Item>
          <DomainsItem name="domains" label={t('settings.ownDomains')} extra={t('settings.ownDomainsHint')} />
          {update.error && (
            <Form.Item>
              <ErrorNotice error={update.error} />
            </Form.Item>
          )}
          <Form.Item>
            {may ? (
              <Button type="primary" htmlType="submit" loading={update.isPending}>
                {t('common.save')}
              </Button>
            ) : (
              <span className={s.sub}>{t('common.readOnly')}</span>
            )}
          </Form.Item>
        </Form>
      )}
    </section>
  );
}
