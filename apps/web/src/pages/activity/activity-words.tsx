import {
  CarOutlined,
  EditOutlined,
  MessageOutlined,
  PhoneOutlined,
  PrinterOutlined,
  ShopOutlined,
  TeamOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { type Activity, type ActivityKind, CHAT_APPS, MARKET_PROBLEM } from '@tradepost/contract';
import type { Translate } from '../../i18n/translate.ts';

/** Names that are the same in every language. */
const APP_NAMES: Readonly<Record<(typeof CHAT_APPS)[number], string>> = {
  whatsapp: 'WhatsApp',
  wechat: 'WeChat 微信',
  qq: 'QQ',
  line: 'LINE',
  telegram: 'Telegram',
  teams: 'Teams',
  messenger: 'Messenger',
  viber: 'Viber',
  skype: 'Skype',
  kakaotalk: 'KakaoTalk',
  zalo: 'Zalo',
  alibaba: 'TradeManager (Alibaba)',
};
export const CHAT_OPTIONS = CHAT_APPS.map((app) => ({ value: app as string, label: APP_NAMES[app] }));

export const appName = (app: string): string => CHAT_OPTIONS.find(({ value }) => value === app)?.label ?? app;

export const KIND_ICONS: Readonly<Record<ActivityKind | typeof MARKET_PROBLEM, typeof EditOutlined>> = {
  call: PhoneOutlined,
  fax: PrinterOutlined,
  meeting: TeamOutlined,
  visit: CarOutlined,
  'trade-fair': ShopOutlined,
  chat: MessageOutlined,
  note: EditOutlined,
  [MARKET_PROBLEM]: WarningOutlined,
};

/** A note of a market problem has a look and a name of its own. */
export const kindOf = (activity: Pick<Activity, 'kind' | 'marketProblem'>) =>
  activity.marketProblem ? MARKET_PROBLEM : activity.kind;

export const kindName = (activity: Pick<Activity, 'kind' | 'marketProblem'>, t: Translate): string =>
  activity.marketProblem ? t('activities.marketProblem') : t(`activities.${activity.kind}`);
