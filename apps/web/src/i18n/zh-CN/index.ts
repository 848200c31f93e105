/** 简体中文：与英文逐项对应，缺一项则编译不过。 */
import type { Translation } from '../translate.ts';
import { accounts, wizard } from './accounts.ts';
import { common, errorAdvice, errorTitle, live, nav, roles } from './common.ts';
import { customerFault } from './customer-fault.ts';
import { csv, customerForm, customers } from './customers.ts';
import { faultAdvice, faultTitle } from './faults.ts';
import { mailboxes, quarantineReason, skipReason, specialUse } from './mailboxes.ts';
import { filing, message, suggestionReason, timeline, unfiled } from './message.ts';
import { session, settings } from './settings.ts';

export const zhCN = {
  common,
  errorTitle,
  errorAdvice,
  nav,
  roles,
  live,
  session,
  settings,
  accounts,
  wizard,
  mailboxes,
  specialUse,
  skipReason,
  quarantineReason,
  faultTitle,
  faultAdvice,
  customers,
  customerForm,
  csv,
  customerFault,
  timeline,
  message,
  filing,
  unfiled,
  suggestionReason,
} satisfies Translation;
