import { Form, InputNumber, Select } from 'antd';
import { useT } from '../../i18n/language.tsx';
import s from './follow-up.module.css';
import { MinutesInput } from './minutes-input.tsx';

const EACH_GRADE = ['A', 'B', 'C', 'D', 'none'] as const;
const STEPS = ['nudgeMinutes', 'leaderMinutes', 'ownerMinutes'] as const;

/** Every setting of the policy, by what it is about. */
export function PolicyFields() {
  const t = useT();
  return (
    <>
      <Intervals />
      <Late />
      <div className={s.pair}>
        <Terms what="inquiry" />
        <Terms what="answer" />
      </div>
      <section className={s.sheet}>
        <h2>{t('followUp.records')}</h2>
        <div className={s.fields}>
          <Days name={['verifyDays', 'A']} label={t('followUp.verifyA')} min={7} max={3650} optional />
          <Days
            name={['verifyDays', 'other']}
            label={t('followUp.verifyOther')}
            min={7}
            max={3650}
            optional
          />
          <Days name="verifyAtOnce" label={t('followUp.verifyAtOnce')} min={1} max={50} />
          <Days
            name="birthdayDaysBefore"
            label={t('followUp.birthdayDaysBefore')}
            min={0}
            max={30}
            optional
          />
        </div>
      </section>
    </>
  );
}

interface DaysProps {
  name: string | string[];
  label: string;
  min: number;
  max: number;
  /** Empty is an answer: never. */
  optional?: boolean;
}

function Days({ name, label, min, max, optional = false }: DaysProps) {
  const t = useT();
  return (
    <Form.Item
      name={name}
      label={label}
      rules={optional ? [] : [{ required: true, message: t('common.required') }]}
    >
      <InputNumber
        min={min}
        max={max}
        precision={0}
        style={{ width: 108 }}
        placeholder={optional ? t('followUp.never') : ''}
      />
    </Form.Item>
  );
}

function Intervals() {
  const t = useT();
  return (
    <section className={s.sheet}>
      <h2>{t('followUp.intervals')}</h2>
      <p className={s.hint}>{t('followUp.intervalsHint')}</p>
      <div className={s.fields}>
        {EACH_GRADE.map((grade) => (
          <Days
            key={grade}
            name={['contactDays', grade]}
            label={grade === 'none' ? t('followUp.noGrade') : t('followUp.grade', { grade })}
            min={1}
            max={730}
          />
        ))}
      </div>
      <Form.Item
        name="newCustomerDays"
        label={t('followUp.newCustomerDays')}
        extra={t('followUp.newCustomerHint')}
        style={{ maxWidth: 360 }}
        getValueProps={(value: number[] | undefined) => ({ value: (value ?? []).map(String) })}
        normalize={(value: string[]) =>
          [...new Set(value.map(Number))].filter((day) => Number.isInteger(day)).sort((a, b) => a - b)
        }
        rules={[
          {
            validator: (_, value: number[]) =>
              value.length <= 5 && value.every((day) => day >= 1 && day <= 90)
                ? Promise.resolve()
                : Promise.reject(new Error(t('followUp.newCustomerBad'))),
          },
        ]}
      >
        <Select mode="tags" tokenSeparators={[',', '，', ' ', '、']} open={false} suffixIcon={null} />
      </Form.Item>
    </section>
  );
}

/** Who is told of a follow-up that is late, by grade: three columns, also on a phone. */
function Late() {
  const t = useT();
  return (
    <section className={s.sheet}>
      <h2>{t('followUp.late')}</h2>
      <p className={s.hint}>{t('followUp.lateHint')}</p>
      <div className={s.late}>
        <span className={s.column}>{t('followUp.gradeColumn')}</span>
        <span className={s.column}>{t('followUp.leaderColumn')}</span>
        <span className={s.column}>{t('followUp.ownerColumn')}</span>
        {EACH_GRADE.map((grade) => (
          <LateRow key={grade} grade={grade} />
        ))}
      </div>
    </section>
  );
}

function LateRow({ grade }: { grade: (typeof EACH_GRADE)[number] }) {
  const t = useT();
  const name = grade === 'none' ? t('followUp.noGrade') : grade;
  const field = (label: string) => (
    <InputNumber
      min={1}
      max={250}
      precision={0}
      style={{ width: '100%', maxWidth: 120 }}
      placeholder={t('followUp.never')}
      aria-label={`${label} ${name}`}
    />
  );
  return (
    <>
      <span className={s.gradeName}>{name}</span>
      <Form.Item name={['late', 'leader', grade]} noStyle>
        {field(t('followUp.leaderColumn'))}
      </Form.Item>
      <Form.Item
        name={['late', 'owner', grade]}
        dependencies={[['late', 'leader', grade]]}
        className={s.cell ?? ''}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value: number | null) =>
              notEarlier(value, getFieldValue(['late', 'leader', grade]) as number | null)
                ? Promise.resolve()
                : Promise.reject(new Error(t('followUp.ownerLater'))),
          }),
        ]}
      >
        {field(t('followUp.ownerColumn'))}
      </Form.Item>
    </>
  );
}

/** What waits for an answer: when who is told, and how the time is counted. */
function Terms({ what }: { what: 'inquiry' | 'answer' }) {
  const t = useT();
  return (
    <section className={s.sheet}>
      <h2>{t(`followUp.${what}`)}</h2>
      <p className={s.hint}>{t(`followUp.${what}Hint`)}</p>
      {STEPS.map((step) => (
        <Form.Item
          key={step}
          name={[what, step]}
          label={t(`followUp.step.${step}`)}
          dependencies={step === 'ownerMinutes' ? [[what, 'leaderMinutes']] : []}
          rules={
            step === 'ownerMinutes'
              ? [
                  ({ getFieldValue }) => ({
                    validator: (_, value: number | null) =>
                      notEarlier(value, getFieldValue([what, 'leaderMinutes']) as number | null)
                        ? Promise.resolve()
                        : Promise.reject(new Error(t('followUp.ownerLater'))),
                  }),
                ]
              : []
          }
        >
          <MinutesInput label={t(`followUp.step.${step}`)} />
        </Form.Item>
      ))}
      <Form.Item name={[what, 'clock']} label={t('followUp.step.clock')} extra={t('followUp.clockHint')}>
        <Select
          style={{ maxWidth: 300 }}
          options={(['working-days', 'working-hours'] as const).map((value) => ({
            value,
            label: t(`followUp.clock.${value}`),
          }))}
        />
      </Form.Item>
    </section>
  );
}

const notEarlier = (owner: number | null, leader: number | null) =>
  owner === null || leader === null || owner === undefined || leader === undefined || owner >= leader;
