import type { Security } from '@tradepost/contract';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { invalidate, useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { EnrolSteps } from './enrol-steps.tsx';
import { ProveForm } from './prove-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import s from './settings.module.css';

const STALE = ['getMySecurity'] as const;
/** Fewer than this, and it is time for new ones. */
const FEW_CODES = 3;

export function SecondFactorSection({ security }: { security: Security }) {
  const t = useT();
  const format = useFormat();
  const { secondFactor, hasPassword } = security;
  const [open, setOpen] = useState<'enrol' | 'codes' | 'off' | null>(null);
  const close = () => setOpen(null);
  return (
    <section className={`${page.sheet} ${s.form}`}>
      <h2 className={s.formTitle}>{t('people.factorTitle')}</h2>
      <p>
        {secondFactor
          ? t('people.factorOn', {
              date: format.date(secondFactor.since),
              left: secondFactor.recoveryCodesLeft,
            })
          : t('people.factorOff')}
      </p>
      {secondFactor && secondFactor.recoveryCodesLeft < FEW_CODES && (
        <Alert type="warning" showIcon title={t('people.factorFew')} />
      )}
      <div className={s.actions}>
        {secondFactor ? (
          <>
            <Button onClick={() => setOpen('codes')}>{t('people.factorRenew')}</Button>
            <Button danger onClick={() => setOpen('off')}>
              {t('people.factorSwitchOff')}
            </Button>
          </>
        ) : (
          <Button type="primary" onClick={() => setOpen('enrol')}>
            {t('people.factorSetUp')}
          </Button>
        )}
      </div>
      {open === 'enrol' && <Enrol hasPassword={hasPassword} onClose={close} />}
      {open === 'codes' && <NewCodes hasPassword={hasPassword} onClose={close} />}
      {open === 'off' && <SwitchOff hasPassword={hasPassword} onClose={close} />}
    </section>
  );
}

interface StepProps {
  hasPassword: boolean;
  onClose: () => void;
}

function Enrol({ hasPassword, onClose }: StepProps) {
  const t = useT();
  const client = useQueryClient();
  const done = () => {
    // However it was left: it may be on.
    void invalidate(client, STALE);
    onClose();
  };
  return (
    <Modal open footer={null} title={t('people.factorTitle')} mask={{ closable: false }} onCancel={done}>
      <EnrolSteps hasPassword={hasPassword} onDone={done} />
    </Modal>
  );
}

function NewCodes({ hasPassword, onClose }: StepProps) {
  const t = useT();
  const renew = useWrite('renewRecoveryCodes', { stale: STALE });
  return (
    <Modal
      open
      footer={null}
      title={t('people.factorRenew')}
      mask={{ closable: !renew.data }}
      onCancel={onClose}
    >
      {renew.data ? (
        <RecoveryCodes codes={renew.data.recoveryCodes} onKept={onClose} />
      ) : (
        <ProveForm
          hasPassword={hasPassword}
          pending={renew.isPending}
          error={renew.error}
          onProve={(body) => renew.mutate({ body })}
        />
      )}
    </Modal>
  );
}

function SwitchOff({ hasPassword, onClose }: StepProps) {
  const t = useT();
  const say = useSay();
  const disable = useWrite('disableMySecondFactor', {
    stale: STALE,
    onSuccess: () => {
      say.done(t('people.factorIsOff'));
      onClose();
    },
  });
  return (
    <Modal open footer={null} title={t('people.factorOffTitle')} onCancel={onClose}>
      <p className={s.sub} style={{ marginBottom: 14 }}>
        {t('people.factorOffText')}
      </p>
      <ProveForm
        hasPassword={hasPassword}
        pending={disable.isPending}
        error={disable.error}
        onProve={(body) => disable.mutate({ body })}
      />
    </Modal>
  );
}
