import type { ReminderSlotKind } from '@tradepost/contract';
import { Button, Modal, Skeleton } from 'antd';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import s from './reminder.module.css';

/** The mail as it would go out now, in a sealed frame; and the button that sends it. */
export function PreviewModal({ kind, onClose }: { kind: ReminderSlotKind; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const { data, error } = useApi('previewReminder', { params: { kind } });
  const send = useWrite('sendReminder', {
    stale: [],
    onSuccess: ({ mailId }) => say.done(t(mailId === null ? 'reminders.nothing' : 'reminders.sent')),
  });
  const mail = data?.mail ?? null;
  return (
    <Modal
      open
      width={700}
      title={t(`reminderKind.${kind}`)}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t('reminders.close')}
        </Button>,
        <Button
          key="send"
          type="primary"
          disabled={mail === null}
          loading={send.isPending}
          onClick={() => send.mutate({ params: { kind } })}
        >
          {t('reminders.sendNow')}
        </Button>,
      ]}
    >
      {error ? <ErrorNotice error={error} /> : null}
      {send.error ? <ErrorNotice error={send.error} /> : null}
      {!data && !error ? <Skeleton active /> : null}
      {data && mail === null ? <p>{t('reminders.nothing')}</p> : null}
      {mail !== null && (
        <>
          <p className={s.subject}>
            <span className={s.sub}>{t('reminders.subject')}</span> {mail.subject}
          </p>
          <iframe className={s.frame} title={mail.subject} sandbox="" srcDoc={mail.html} />
        </>
      )}
    </Modal>
  );
}
