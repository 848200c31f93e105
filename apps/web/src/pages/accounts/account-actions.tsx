import { EllipsisOutlined, PauseOutlined, CaretRightOutlined } from '@ant-design/icons';
import type { GetRoute } from '../../api/types.ts';
import type { MailAccount } from '@tradepost/contract';
import { App, Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { FaultNotice } from './fault-notice.tsx';

const SettingsDrawer = lazy(() => import('./settings-drawer.tsx'));
const STALE: GetRoute[] = ['listMailAccounts', 'getMailAccount'];
const NEEDS_PASSWORD = new Set(['wrong-password', 'app-password-needed', 'secret-unreadable']);

/** Pause or resume at hand; the rest in the menu. */
export function AccountActions({ account }: { account: MailAccount }) {
  const t = useT();
  const say = useSay();
  const may = useMay();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const [editing, setEditing] = useState(false);
  const params = { id: account.id };
  const failed = { onError: say.failed };
  const pause = useWrite('pauseMailAccount', {
    stale: STALE,
    onSuccess: () => say.done(t('accounts.paused')),
  });
  const resume = useWrite('resumeMailAccount', {
    stale: STALE,
    onSuccess: () => say.done(t('accounts.resumed')),
  });
  const test = useWrite('testMailAccount', {
    onSuccess: ({ ok, fault }) => {
      if (ok) say.done(t('accounts.testOk'));
      else if (fault)
        modal.info({ icon: null, title: account.address, content: <FaultNotice fault={fault} /> });
    },
  });
  const remove = useWrite('removeMailAccount', {
    stale: STALE,
    onSuccess: () => {
      say.done(t('accounts.removed'));
      void navigate('/accounts');
    },
  });
  const askRemove = () =>
    modal.confirm({
      title: t('accounts.removeTitle', { address: account.address }),
      content: t('accounts.removeText'),
      okText: t('accounts.removeConfirm'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync({ params }).catch(say.failed),
    });
  if (!may('updateMailAccount')) return null;
  const wantsPassword = account.fault && NEEDS_PASSWORD.has(account.fault.code);
  return (
    <div style={{ display: 'flex', gap: 6 }}>
      {wantsPassword ? (
        <Button type="primary" onClick={() => setEditing(true)}>
          {t('accounts.enterPassword')}
        </Button>
      ) : account.state === 'active' ? (
        <Button
          icon={<PauseOutlined />}
          loading={pause.isPending}
          onClick={() => pause.mutate({ params }, failed)}
        >
          {t('accounts.pause')}
        </Button>
      ) : (
        <Button
          icon={<CaretRightOutlined />}
          loading={resume.isPending}
          onClick={() => resume.mutate({ params }, failed)}
        >
          {t('accounts.resume')}
        </Button>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'test', label: t('accounts.test') },
            { key: 'edit', label: t('accounts.editSettings') },
            { type: 'divider' },
            { key: 'remove', label: t('accounts.remove'), danger: true },
          ],
          onClick: ({ key }) => {
            if (key === 'test') test.mutate({ params }, failed);
            else if (key === 'edit') setEditing(true);
            else askRemove();
          },
        }}
      >
        <Button
          icon={<EllipsisOutlined />}
          loading={test.isPending}
          aria-label={`${t('common.actions')}: ${account.address}`}
        />
      </Dropdown>
      <Suspense>{editing && <SettingsDrawer account={account} onClose={() => setEditing(false)} />}</Suspense>
    </div>
  );
}
