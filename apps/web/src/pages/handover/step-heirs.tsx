import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Radio, Select } from 'antd';
import { useT } from '../../i18n/language.tsx';
import { CustomerPick } from './customer-pick.tsx';
import s from './handover.module.css';
import { type Heir, NEW_HEIR, wayOf } from './plan.ts';
import { CountriesSelect } from './step-customers.tsx';
import type { StepProps } from './step-who.tsx';

const MOST_HEIRS = 50;

/** To whom, and how the customers are divided among several. */
export function StepHeirs({ draft, people, fromName, change }: StepProps) {
  const t = useT();
  const way = wayOf(draft);
  const taken = new Set(draft.heirs.map(({ userId }) => userId));
  const others = people.filter(
    (user) => !user.disabledAt && user.role !== 'reader' && user.id !== draft.fromId,
  );
  const nameOf = (id: number | null) => people.find((user) => user.id === id)?.name ?? '';
  const setHeir = (at: number, part: Partial<Heir>) =>
    change({ heirs: draft.heirs.map((heir, index) => (index === at ? { ...heir, ...part } : heir)) });
  return (
    <>
      <h2>{t('handover.heirs')}</h2>
      {draft.heirs.length > 1 && (
        <Radio.Group
          aria-label={t('handover.way')}
          value={draft.way}
          onChange={({ target }) => change({ way: target.value as typeof draft.way })}
          options={[
            { value: 'even', label: t('handover.wayEven') },
            { value: 'country', label: t('handover.wayCountry') },
            { value: 'chosen', label: t('handover.wayChosen') },
          ]}
        />
      )}
      {draft.heirs.map((heir, at) => (
        // A successor who is not named yet has no other identity than his place.
        // oxlint-disable-next-line no-array-index-key
        <div key={at} className={s.heir}>
          <Select
            aria-label={t('handover.pickHeir')}
            placeholder={t('handover.pickHeir')}
            value={heir.userId}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(userId: number) => setHeir(at, { userId })}
            options={others
              .filter(({ id }) => id === heir.userId || !taken.has(id))
              .map((user) => ({ value: user.id, label: `${user.name} · ${t(`roles.${user.role}`)}` }))}
          />
          <div className={s.gets}>
            {way === 'country' && (
              <>
                <CountriesSelect
                  value={heir.countries}
                  onChange={(countries) => setHeir(at, { countries })}
                />
                <Select
                  mode="tags"
                  aria-label={t('handover.regions')}
                  placeholder={t('handover.regions')}
                  value={[...heir.regions]}
                  onChange={(regions: string[]) => setHeir(at, { regions })}
                />
              </>
            )}
            {way === 'chosen' && draft.fromId !== null && heir.userId !== null && (
              <CustomerPick
                fromId={draft.fromId}
                among={draft.which === 'chosen' ? draft.ids : undefined}
                value={heir.customerIds}
                onChange={(customerIds) => setHeir(at, { customerIds })}
              />
            )}
          </div>
          {draft.heirs.length > 1 && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`${t('common.remove')}: ${nameOf(heir.userId)}`}
              onClick={() => change({ heirs: draft.heirs.filter((_heir, index) => index !== at) })}
            />
          )}
        </div>
      ))}
      {draft.heirs.length < MOST_HEIRS && (
        <Button
          style={{ marginTop: 12 }}
          icon={<PlusOutlined />}
          onClick={() => change({ heirs: [...draft.heirs, NEW_HEIR] })}
        >
          {t('handover.addHeir')}
        </Button>
      )}
      {way === 'country' && (
        <label className={s.field}>
          <span>{t('handover.restTo')}</span>
          <Select
            style={{ width: '100%' }}
            value={draft.restTo ?? 0}
            onChange={(restTo: number) => change({ restTo: restTo === 0 ? null : restTo })}
            options={[
              { value: 0, label: t('handover.restStays', { name: fromName }) },
              ...draft.heirs.flatMap(({ userId }) =>
                userId === null ? [] : [{ value: userId, label: nameOf(userId) }],
              ),
            ]}
          />
        </label>
      )}
    </>
  );
}
