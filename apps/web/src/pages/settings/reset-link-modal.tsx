import type { User } from '@tradepost/contract';
import { Modal } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { CopyField } from './copy-field.tsx';
import s from './settings.module.css';

/** Makes a one-time link with which a person sets a new password; whoever makes it sends it. */
export function ResetLinkModal({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const make = useWrite('makeResetLink');
  const { data } = make;
  return (
    <Modal
      open
      title={
        data
          ? t('settings.inviteReady', { email: user.email })
          : t('settings.resetTitle', { name: user.name })
      }
      onCancel={onClose}
      okText={data ? t('common.close') : t('settings.inviteMake')}
      cancelText={t('common.cancel')}
      cancelButtonProps={data ? { style: { display: 'none' } } : {}}
      okButtonProps={{ loading: make.isPending }}
      onOk={() => (data ? onClose() : make.mutate({ params: { id: user.id } }))}
    >
      {data ? (
        <>
          <CopyField value={data.url} />
          <p className={s.sub}>{t('settings.inviteExpires', { time: format.dateTime(data.expiresAt) })}</p>
        </>
      ) : (
        <p className={s.sub}>{t('settings.resetText')}</p>
      )}
      {make.error && <ErrorNotice error={make.error} />}
    </Modal>
  );
}
