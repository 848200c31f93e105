import { ROLES, type Role } from '@tradepost/contract';
import { invitationUrl, inviteUser } from '@tradepost/core/users/invitation';
import { makeResetLink } from '@tradepost/core/users/reset-link';
import { disableSecondFactor } from '@tradepost/core/users/second-factor';
import { updateUser, type UserChanges } from '@tradepost/core/users/update';
import { listBranch } from '@tradepost/db/queries/departments';
import type { DB } from '@tradepost/db';
import { listUsers } from '@tradepost/db/queries/users';
import type { Kysely } from 'kysely';
import { type Command, type CommandContext, UsageError } from '../command.ts';
import { companyClock } from '../company-clock.ts';
import { findDepartmentNamed, placedDepartments } from '../find-department.ts';
import { findUserNamed } from '../find-user.ts';
import { withRuntime } from '../runtime.ts';
import { table } from '../table.ts';

/** The machine's administrator is nobody's user. */
const ACTOR = null;

/** Until when a link is good, as a sentence says it. */
async function lastMinute(db: Kysely<DB>, at: Date): Promise<string> {
  const clock = await companyClock(db);
  return `${clock.minute(at)} (${clock.timeZone})`;
}

function roleOf(text: unknown): Role {
  const role = ROLES.find((one) => one === text);
  if (role === undefined) throw new UsageError(`A role is one of ${ROLES.join(', ')}.`);
  return role;
}

const list: Command = {
  name: 'user list',
  usage: '[--department DEPARTMENT]',
  summary: 'The people, with role and department.',
  help: ['With a department: its people and those of all departments below it.'],
  options: { department: { type: 'string' } },
  args: [0, 0],
  run: (context) =>
    withRuntime(async ({ db }) => {
      const paths = new Map((await placedDepartments(db)).map((row) => [row.id, row.path]));
      const { department } = context.options;
      const branch =
        typeof department === 'string'
          ? await listBranch(db, (await findDepartmentNamed(db, department)).id)
          : undefined;
      const users = await listUsers(
        db,
        branch?.map(({ id }) => id),
      );
      const shown = users.map((user) => ({
        id: user.id,
        email: user.email,
        name: user.name,
        role: user.role,
        department: user.department_id === null ? null : (paths.get(user.department_id) ?? null),
        disabledAt: user.disabled_at?.toISOString() ?? null,
      }));
      const clock = await companyClock(db);
      context.print(shown, () =>
        table(
          ['e-mail', 'name', 'role', 'department', 'disabled since'],
          shown.map((user) => [
            user.email,
            user.name,
            user.role,
            user.department,
            user.disabledAt === null ? null : clock.day(user.disabledAt),
          ]),
        ),
      );
      return 0;
    }),
};

const add: Command = {
  name: 'user add',
  usage: 'EMAIL --role ROLE [--department DEPARTMENT]',
  summary: 'Make a one-time link, good for 72 hours, with which a person joins and chooses a password.',
  help: [`A role is one of ${ROLES.join(', ')}.`, 'Send the link to this person only.'],
  options: { role: { type: 'string' }, department: { type: 'string' } },
  args: [1, 1],
  run: (context) =>
    withRuntime(async ({ db, config }) => {
      const email = context.args[0] as string;
      if (!/^[^@\s<>",;]+@[^@\s<>",;]+$/.test(email)) throw new UsageError(`${email} is no e-mail address.`);
      const role = roleOf(context.options.role);
      const { department } = context.options;
      const departmentId =
        typeof department === 'string' ? (await findDepartmentNamed(db, department)).id : null;
      const { token, expiresAt } = await inviteUser(db, ACTOR, { email, role, departmentId });
      const url = invitationUrl(config.publicUrl, token);
      const until = await lastMinute(db, expiresAt);
      context.print({ email, role, departmentId, url, expiresAt: expiresAt.toISOString() }, () => [
        `${email} joins with this link, once, until ${until}:`,
        url,
      ]);
      return 0;
    }),
};

/** A command that changes one person. */
const changing = (
  command: Pick<Command, 'name' | 'usage' | 'summary' | 'args'> & Partial<Command>,
  changesOf: (context: CommandContext) => UserChanges | { department: string },
  said: (name: string) => string,
): Command => ({
  ...command,
  run: (context) =>
    withRuntime(async ({ db }) => {
      const user = await findUserNamed(db, context.args[0] as string);
      const changes = changesOf(context);
      const after = await updateUser(
        db,
        ACTOR,
        user.id,
        'department' in changes
          ? { departmentId: (await findDepartmentNamed(db, changes.department)).id }
          : changes,
      );
      context.print(
        {
          id: after.id,
          email: after.email,
          role: after.role,
          departmentId: after.department_id,
          disabledAt: after.disabled_at?.toISOString() ?? null,
        },
        () => [said(after.name)],
      );
      return 0;
    }),
});

const role = changing(
  { name: 'user role', usage: 'EMAIL ROLE', summary: 'Give a person another role.', args: [2, 2] },
  ({ args }) => ({ role: roleOf(args[1]) }),
  (name) => `${name} has the new role at once.`,
);

const department = changing(
  {
    name: 'user department',
    usage: 'EMAIL (DEPARTMENT | --none)',
    summary: 'Put a person into a department, or at the top of the company.',
    help: ['A sales manager without a department leads the whole company.'],
    options: { none: { type: 'boolean' } },
    args: [1, 2],
  },
  ({ args, options }) => {
    const named = args[1];
    if ((named !== undefined) === (options.none === true)) throw new UsageError('Say DEPARTMENT or --none.');
    return named === undefined ? { departmentId: null } : { department: named };
  },
  (name) => `${name} is there now; who may see what has changed with it.`,
);

const disable = changing(
  {
    name: 'user disable',
    usage: 'EMAIL',
    summary: 'Close a person’s way in at once: sessions and tokens end; customers and mail stay.',
    args: [1, 1],
  },
  () => ({ disabled: true }),
  (name) => `${name} is signed out everywhere and cannot sign in.`,
);

const enable = changing(
  { name: 'user enable', usage: 'EMAIL', summary: 'Let a disabled person in again.', args: [1, 1] },
  () => ({ disabled: false }),
  (name) => `${name} can sign in again; API tokens are to be made anew.`,
);

const reset: Command = {
  name: 'user reset',
  usage: 'EMAIL',
  summary: 'Make a one-time link, good for 72 hours, with which a person sets a new password.',
  args: [1, 1],
  run: (context) =>
    withRuntime(async ({ db, config }) => {
      const user = await findUserNamed(db, context.args[0] as string);
      const { token, expiresAt } = await makeResetLink(db, ACTOR, user.id);
      const url = invitationUrl(config.publicUrl, token);
      const until = await lastMinute(db, expiresAt);
      context.print({ email: user.email, url, expiresAt: expiresAt.toISOString() }, () => [
        `${user.name} sets a new password with this link, once, until ${until}:`,
        url,
      ]);
      return 0;
    }),
};

const secondFactorOff: Command = {
  name: 'user second-factor-off',
  usage: 'EMAIL',
  summary: 'Switch a person’s second factor off: the device and the recovery codes are lost.',
  args: [1, 1],
  run: (context) =>
    withRuntime(async ({ db }) => {
      const user = await findUserNamed(db, context.args[0] as string);
      await disableSecondFactor(db, ACTOR, user.id);
      context.print({ email: user.email }, () => [`${user.name} signs in with the password alone.`]);
      return 0;
    }),
};

export const userCommands: readonly Command[] = [
  list,
  add,
  role,
  department,
  disable,
  enable,
  reset,
  secondFactorOff,
];
