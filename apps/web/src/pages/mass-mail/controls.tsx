import { PauseOutlined, CaretRightOutlined } from '@ant-design/icons';
import type { MassMail } from '@tradepost/contract';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { MASS_MAIL_STALE } from './stale.ts';

/** Hold it, let it go on, end it. */
export function Controls({ mail }: { mail: MassMail }) {
  const t = useT();
  const say = useSay();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const options = { stale: MASS_MAIL_STALE };
  const pause = useWrite('pauseMassMail', options);
  const resume = useWrite('resumeMassMail', options);
  const cancel = useWrite('cancelMassMail', options);
  const remove = useWrite('removeMassMail', {
    stale: ['listMassMails'],
    onSuccess: () => void navigate('/mass-mails'),
  });
  const args = { params: { id: mail.id } };
  const run = (write: typeof pause) => write.mutate(args, { onError: say.failed });
  const askCancel = () =>
    modal.confirm({
      title: t('massMails.cancelTitle'),
      content: t('massMails.cancelText', { made: mail.counts.made, waiting: mail.counts.waiting }),
      okText: t('massMails.cancel'),
      okButtonProps: { danger: true },
      onOk: () => cancel.mutateAsync(args).catch(say.failed),
    });
  const askRemove = () =>
    modal.confirm({
      title: t('massMails.removeTitle'),
      okText: t('common.remove'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync(args).catch(say.failed),
    });
  if (mail.state === 'draft')
    return mail.mine ? <Button onClick={askRemove}>{t('common.remove')}</Button> : null;
  const open = mail.state === 'sending' || mail.state === 'paused' || mail.state === 'stopped';
  return (
    <>
      {mail.state === 'sending' && (
        <Button icon={<PauseOutlined />} loading={pause.isPending} onClick={() => run(pause)}>
          {t('massMails.pause')}
        </Button>
      )}
      {(mail.state === 'paused' || mail.state === 'stopped') && (
        <Button
          type="primary"
          icon={<CaretRightOutlined />}
          loading={resume.isPending}
          onClick={() => run(resume)}
        >
          {t('massMails.resume')}
        </Button>
      )}
      {(open || mail.state === 'waiting-approval') && (
        <Button onClick={askCancel}>{t('massMails.cancel')}</Button>
      )}
    </>
  );
}
