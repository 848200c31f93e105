import { CheckOutlined, RollbackOutlined } from '@ant-design/icons';
import type { MassMail } from '@tradepost/contract';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import s from './mass-mail.module.css';
import { MASS_MAIL_STALE } from './stale.ts';

/** A leader's yes, once for all of it; or words on what to change. */
export function Decision({ mail }: { mail: MassMail }) {
  const t = useT();
  const say = useSay();
  const [returning, setReturning] = useState(false);
  const [note, setNote] = useState('');
  const decide = useWrite('decideMassMail', {
    stale: [...MASS_MAIL_STALE, 'countLetters'],
    onSuccess: ({ approval }) => {
      setReturning(false);
      say.done(t(approval?.decision === 'approved' ? 'approvals.done.approved' : 'approvals.done.returned'));
    },
  });
  const send = (decision: 'approve' | 'return') =>
    decide.mutate(
      {
        params: { id: mail.id },
        body: { version: mail.version, decision, ...(note.trim() === '' ? {} : { note: note.trim() }) },
      },
      { onError: say.failed },
    );
  return (
    <div className={s.decision}>
      <Button
        type="primary"
        icon={<CheckOutlined />}
        loading={decide.isPending}
        onClick={() => send('approve')}
      >
        {t('massMails.approve', { count: mail.counts.waiting })}
      </Button>
      <Button icon={<RollbackOutlined />} onClick={() => setReturning(true)}>
        {t('approvals.return')}
      </Button>
      <Modal
        open={returning}
        title={t('approvals.returnTitle', { name: mail.ownerName })}
        okText={t('approvals.return')}
        cancelText={t('common.cancel')}
        okButtonProps={{ disabled: note.trim() === '', loading: decide.isPending }}
        onOk={() => send('return')}
        onCancel={() => setReturning(false)}
      >
        <Input.TextArea
          rows={4}
          autoFocus
          maxLength={2000}
          placeholder={t('approvals.returnHint')}
          aria-label={t('approvals.returnHint')}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </Modal>
    </div>
  );
}
