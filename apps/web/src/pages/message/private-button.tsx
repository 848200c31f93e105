import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import type { Message } from '@tradepost/contract';
import { Alert, App, Button } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';

const STALE = ['getMessage', 'getTimeline', 'listCustomers', 'listUnfiledSenders'] as const;

/** For who owns an account that holds the mail: take it off every timeline, or put it back. */
export function PrivateButton({ message }: { message: Message }) {
  const t = useT();
  const say = useSay();
  const may = useMay()('markPrivate') && message.isMine;
  const { modal } = App.useApp();
  const mark = useWrite('markPrivate', {
    stale: STALE,
    onSuccess: () => say.done(t('policy.markPrivateDone')),
  });
  const lift = useWrite('unmarkPrivate', {
    stale: STALE,
    onSuccess: () => say.done(t('policy.unmarkPrivateDone')),
  });
  const args = { params: { id: message.id } };
  const askMark = () =>
    modal.confirm({
      title: t('policy.markPrivateTitle'),
      content: t('policy.markPrivateText'),
      okText: t('policy.markPrivate'),
      onOk: () => mark.mutateAsync(args).catch(say.failed),
    });
  if (message.privateAt !== null)
    return (
      <Alert
        type="info"
        style={{ flex: '1 1 100%' }}
        showIcon
        icon={<EyeInvisibleOutlined />}
        title={t('policy.isPrivate')}
        description={t('policy.isPrivateText')}
        action={
          may && (
            <Button
              size="small"
              icon={<EyeOutlined />}
              loading={lift.isPending}
              onClick={() => lift.mutate(args, { onError: say.failed })}
            >
              {t('policy.unmarkPrivate')}
            </Button>
          )
        }
      />
    );
  if (!may) return null;
  return (
    <Button size="small" type="text" icon={<EyeInvisibleOutlined />} onClick={askMark}>
      {t('policy.markPrivate')}
    </Button>
  );
}
