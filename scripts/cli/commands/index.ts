import type { Command } from '../command.ts';
import { accountCommands } from './account.ts';
import { accountSendingCommands } from './account-sending.ts';
import { auditList, auditVerify } from './audit.ts';
import { bench } from './bench.ts';
import { benchCustomersCommand } from './bench-customers.ts';
import { calendarImport } from './calendar.ts';
import { cardForm } from './card.ts';
import { complaintList } from './complaint.ts';
import { customerImport } from './customer-import.ts';
import { customerRecordCommands } from './customer-record.ts';
import { departmentCommands } from './department.ts';
import { handoverCommands } from './handover.ts';
import { importFiles } from './import.ts';
import { keyRotate } from './key.ts';
import { messageShow } from './message.ts';
import { outgoingCommands } from './outgoing.ts';
import { sync } from './sync.ts';
import { timeline } from './timeline.ts';
import { userCommands } from './user.ts';
import { verify } from './verify.ts';

export const COMMANDS: readonly Command[] = [
  ...accountCommands,
  ...accountSendingCommands,
  ...departmentCommands,
  ...userCommands,
  sync,
  importFiles,
  verify,
  customerImport,
  cardForm,
  ...customerRecordCommands,
  ...handoverCommands,
  complaintList,
  calendarImport,
  timeline,
  messageShow,
  auditVerify,
  auditList,
  ...outgoingCommands,
  keyRotate,
  bench,
  benchCustomersCommand,
];
