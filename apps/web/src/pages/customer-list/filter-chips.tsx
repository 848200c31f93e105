import type {
  Choice,
  CustomerFilter,
  FillableField,
  PreferredChannel,
  RelationshipType,
  Stage,
} from '@tradepost/contract';
import { Button, Tag } from 'antd';
import { useApi } from '../../api/use-api.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLanguage, useT } from '../../i18n/language.tsx';
import s from './customer-list.module.css';
import { activeKeys, type FilterKey } from './list-state.ts';
import { readOwn } from './own-values.ts';

interface FilterChipsProps {
  filter: CustomerFilter;
  onChange: (filter: CustomerFilter) => void;
}

/** What narrows the list, each to be taken away by itself. */
export function FilterChips({ filter, onChange }: FilterChipsProps) {
  const t = useT();
  const words = useValueWords();
  const keys = activeKeys(filter);
  if (keys.length === 0) return null;
  return (
    <div className={s.chips}>
      {keys.map((key) => (
        <Tag
          key={key}
          closable={{ 'aria-label': t('customerList.remove') }}
          onClose={(event) => {
            event.preventDefault();
            onChange({ ...filter, [key]: undefined });
          }}
        >
          {t('record.pair', { name: t(`customerList.${key}`), value: words(key, filter) })}
        </Tag>
      ))}
      <Button
        size="small"
        type="link"
        onClick={() => onChange(filter.search ? { search: filter.search } : {})}
      >
        {t('customerList.clear')}
      </Button>
    </div>
  );
}

function useValueWords() {
  const { t, locale } = useLanguage();
  const format = useFormat();
  const users = useApi('listUsers', {});
  const batches = useApi('listBatches', { query: { limit: 200 } });
  const departments = useApi('listDepartments', {});
  const settings = useApi('getRecordSettings', {}).data;
  const named = (choices: readonly Choice[] | undefined, key: string) => {
    const found = choices?.find((one) => one.key === key);
    return found ? (locale === 'en' ? found.en : found.zh) : key;
  };
  const own = (key: string, value: string) => {
    const field = settings?.customFields.find((one) => one.key === key);
    if (!field) return t('record.pair', { name: key, value });
    const yes = value === 'true' ? t('customerList.yes') : t('customerList.no');
    return t('record.pair', {
      name: label(key),
      value: field.kind === 'yes-no' ? yes : field.kind === 'choice' ? named(field.choices, value) : value,
    });
  };
  const label = (key: string) => {
    const field = settings?.customFields.find((one) => one.key === key);
    return field ? (locale === 'en' ? field.labelEn : field.labelZh) : key;
  };
  const department = (id: string) => departments.data?.items.find((one) => String(one.id) === id)?.name ?? id;
  const person = (id: string) => users.data?.items.find((user) => String(user.id) === id)?.name ?? id;
  const batch = (id: string) => batches.data?.items.find((one) => String(one.id) === id)?.name ?? id;
  return (key: FilterKey, filter: CustomerFilter): string => {
    const value = filter[key];
    const each = (word: (part: string) => string) =>
      String(value)
        .split(',')
        .map(word)
        .join(format.locale === 'zh-CN' ? '、' : ', ');
    switch (key) {
      case 'whose':
        return t(`customerList.whose.${filter.whose ?? 'mine'}`);
      case 'owner':
      case 'collaborator':
        return each(person);
      case 'batch':
        return each(batch);
      case 'department':
        return each(department);
      case 'businessType':
        return named(settings?.businessTypes, String(value));
      case 'scale':
        return named(settings?.scales, String(value));
      case 'language':
        return each((tag) => format.language(tag));
      case 'preferredChannel':
        return each((channel) => t(`record.channel.${channel as PreferredChannel}`));
      case 'custom':
        return Object.entries(readOwn(filter.custom))
          .map(([key, one]) => own(key, one))
          .join(locale === 'zh-CN' ? '；' : '; ');
      case 'filled':
      case 'empty':
        return each((field) =>
          field.startsWith('own.')
            ? label(field.slice('own.'.length))
            : t(`record.part.${field as FillableField}`),
        );
      case 'country':
        return each((code) => format.country(code));
      case 'grade':
        return each((grade) => (grade === '-' ? t('customers.noGrade') : grade));
      case 'stage':
        return each((stage) => t(`record.stage.${stage as Stage}`));
      case 'relationshipType':
        return each((type) => t(`record.relationship.${type as RelationshipType}`));
      default:
        return typeof value === 'boolean' ? t(value ? 'customerList.yes' : 'customerList.no') : String(value);
    }
  };
}

/** What a filter narrows by, in one line; empty: nothing. */
export function useFilterWords(): (filter: CustomerFilter) => string {
  const t = useT();
  const format = useFormat();
  const words = useValueWords();
  return (filter) =>
    [
      ...(filter.search ? [`“${filter.search}”`] : []),
      ...activeKeys(filter).map((key) =>
        t('record.pair', { name: t(`customerList.${key}`), value: words(key, filter) }),
      ),
    ].join(format.locale === 'zh-CN' ? '；' : '; ');
}
