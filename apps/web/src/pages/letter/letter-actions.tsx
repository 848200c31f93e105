import type { Letter, LetterLine } from '@tradepost/contract';
import { App, Button, Space } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useCompose } from './compose-context.tsx';
import { LETTERS_STALE } from './stale.ts';

type Decision = 'was-sent' | 'send-again' | 'to-draft';

/** What a person can do with a letter where it stands. */
export function LetterActions({
  letter,
}: {
  letter: Pick<LetterLine | Letter, 'id' | 'state' | 'messageId' | 'subject'>;
}) {
  const t = useT();
  const say = useSay();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const { open } = useCompose();
  const stale = LETTERS_STALE;
  const args = { params: { id: letter.id } };
  const undo = useWrite('undoLetter', { stale, onSuccess: () => open(letter.id) });
  const settle = useWrite('settleLetter', {
    stale,
    onSuccess: ({ state }) => {
      if (state === 'draft') open(letter.id);
    },
  });
  const discard = useWrite('discardLetter', { stale });
  const decide = (decision: Decision) =>
    settle.mutateAsync({ ...args, body: { decision } }).catch(say.failed);
  const askAgain = () =>
    modal.confirm({
      title: t('letters.sendAgainTitle'),
      content: t('letters.sendAgainText'),
      okText: t('letters.sendAgain'),
      onOk: () => decide('send-again'),
    });
  const askDiscard = () =>
    modal.confirm({
      title: t(letter.state === 'draft' ? 'letters.discardTitle' : 'letters.discardLetterTitle'),
      okText: t('letters.discard'),
      okButtonProps: { danger: true },
      onOk: () => discard.mutateAsync(args).catch(say.failed),
    });
  switch (letter.state) {
    case 'draft':
      return (
        <Button size="small" type="text" onClick={askDiscard}>
          {t('letters.discard')}
        </Button>
      );
    case 'waiting-approval':
    case 'scheduled':
    case 'queued':
      return (
        <Button
          size="small"
          loading={undo.isPending}
          onClick={() => undo.mutate(args, { onError: say.failed })}
        >
          {t('letters.takeBack')}
        </Button>
      );
    case 'unknown':
      return (
        <Space wrap size={4}>
          <Button size="small" onClick={() => void navigate(`/letters/${letter.id}`)}>
            {t('letters.look')}
          </Button>
          <Button size="small" onClick={() => void decide('was-sent')}>
            {t('letters.wasSent')}
          </Button>
          <Button size="small" onClick={askAgain}>
            {t('letters.sendAgain')}
          </Button>
        </Space>
      );
    case 'failed':
      return (
        <Space wrap size={4}>
          <Button size="small" onClick={() => void decide('send-again')}>
            {t('letters.tryAgain')}
          </Button>
          <Button size="small" onClick={() => void decide('to-draft')}>
            {t('letters.toDraft')}
          </Button>
          <Button size="small" type="text" onClick={askDiscard}>
            {t('letters.discard')}
          </Button>
        </Space>
      );
    case 'sent':
      return letter.messageId === null ? null : (
        <Link to={`/messages/${letter.messageId}`}>
          <Button size="small" tabIndex={-1}>
            {t('letters.openMail')}
          </Button>
        </Link>
      );
    default:
      return null;
  }
}
