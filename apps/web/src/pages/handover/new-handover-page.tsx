import { Button, Steps } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { usePhone } from '../../components/use-media.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './handover.module.css';
import { isReady, newDraft, planOf } from './plan.ts';
import { StepCustomers } from './step-customers.tsx';
import { StepHeirs } from './step-heirs.tsx';
import { StepPreview } from './step-preview.tsx';
import { StepWho } from './step-who.tsx';

/** The wizard: whose customers, which, to whom, and what that comes to. */
export default function NewHandoverPage() {
  const t = useT();
  const phone = usePhone();
  const [params] = useSearchParams();
  const [step, setStep] = useState(0);
  const [draft, setDraft] = useState(() => newDraft(Number(params.get('from')) || null));
  const { data: users } = useApi('listUsers', {});
  const people = users?.items ?? [];
  const fromName = people.find(({ id }) => id === draft.fromId)?.name ?? '';
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const plan = planOf(draft);
  const props = { draft, people, fromName, change };
  return (
    <div className={page.narrow}>
      <PageHeader title={t('handover.newTitle')} back={{ to: '/handovers', label: t('handover.title') }} />
      <Steps
        size="small"
        current={step}
        responsive={false}
        items={[
          { title: t('handover.stepWho') },
          { title: t('handover.stepCustomers') },
          { title: t('handover.stepHeirs') },
          { title: t('handover.stepPreview') },
        ].map((item) => (phone ? { ...item, title: '', 'aria-label': item.title } : item))}
      />
      <section className={`${page.sheet} ${s.step}`}>
        {step === 0 && <StepWho {...props} />}
        {step === 1 && <StepCustomers {...props} />}
        {step === 2 && <StepHeirs {...props} />}
        {step === 3 && plan && <StepPreview {...props} plan={plan} onBack={() => setStep(2)} />}
        {step < 3 && (
          <div className={s.foot}>
            {step > 0 && <Button onClick={() => setStep(step - 1)}>{t('common.back')}</Button>}
            <Button type="primary" disabled={!isReady(draft, step)} onClick={() => setStep(step + 1)}>
              {t('common.next')}
            </Button>
          </div>
        )}
      </section>
    </div>
  );
}
