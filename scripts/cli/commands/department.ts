import { createDepartment, deleteDepartment, updateDepartment } from '@tradepost/core/departments/change';
import { type Command, UsageError } from '../command.ts';
import { findDepartmentNamed, placedDepartments } from '../find-department.ts';
import { findUserNamed } from '../find-user.ts';
import { type Runtime, withRuntime } from '../runtime.ts';
import { table } from '../table.ts';

/** The machine's administrator is nobody's user. */
const ACTOR = null;
const NAMED = 'A department is given by its id, its name, or the names from the top: "Sales/North".';

const list: Command = {
  name: 'department list',
  usage: '',
  summary: 'The departments, who leads them besides their managers, and how many people are in each.',
  args: [0, 0],
  run: (context) =>
    withRuntime(async ({ db }) => {
      const rows = await placedDepartments(db);
      const emails = new Map(
        (await db.selectFrom('app_user').select(['id', 'email']).execute()).map((user) => [
          user.id,
          user.email,
        ]),
      );
      const shown = rows.map((row) => ({
        id: row.id,
        path: row.path,
        members: row.members,
        heads: row.head_ids.map((id) => emails.get(id) ?? String(id)),
      }));
      context.print(shown, () =>
        table(
          ['id', 'department', 'people', 'heads'],
          shown.map((row) => [row.id, row.path, row.members, row.heads.join(', ') || null]),
        ),
      );
      return 0;
    }),
};

const add: Command = {
  name: 'department add',
  usage: 'NAME [--in DEPARTMENT]',
  summary: 'Make a department.',
  help: [NAMED],
  options: { in: { type: 'string' } },
  args: [1, 1],
  run: (context) =>
    withRuntime(async ({ db }) => {
      const above =
        typeof context.options.in === 'string' ? await findDepartmentNamed(db, context.options.in) : null;
      const name = context.args[0] as string;
      const { id } = await createDepartment(db, ACTOR, { name, parentId: above?.id ?? null });
      context.print({ id, name }, () => [`Department ${name} is made (id ${id}).`]);
      return 0;
    }),
};

/** Changes one, and says where it is now. */
async function change(
  { db }: Runtime,
  named: string,
  changes: Parameters<typeof updateDepartment>[3],
): Promise<{ id: number; path: string }> {
  const { id } = await findDepartmentNamed(db, named);
  await updateDepartment(db, ACTOR, id, changes);
  const { path } = await findDepartmentNamed(db, String(id));
  return { id, path };
}

const rename: Command = {
  name: 'department rename',
  usage: 'DEPARTMENT NAME',
  summary: 'Give a department another name.',
  help: [NAMED],
  args: [2, 2],
  run: (context) =>
    withRuntime(async (runtime) => {
      const [named, name] = context.args as [string, string];
      const made = await change(runtime, named, { name });
      context.print(made, () => [`It is called ${made.path} now.`]);
      return 0;
    }),
};

const move: Command = {
  name: 'department move',
  usage: 'DEPARTMENT (--in DEPARTMENT | --top)',
  summary: 'Put a department, with all below it, into another one or to the top.',
  help: [NAMED, 'Who may see what changes with it at once.'],
  options: { in: { type: 'string' }, top: { type: 'boolean' } },
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const { in: into, top } = context.options;
      if ((typeof into === 'string') === (top === true))
        throw new UsageError('Say --in DEPARTMENT or --top.');
      const parentId = typeof into === 'string' ? (await findDepartmentNamed(runtime.db, into)).id : null;
      const made = await change(runtime, context.args[0] as string, { parentId });
      context.print(made, () => [`It is at ${made.path} now.`]);
      return 0;
    }),
};

const head: Command = {
  name: 'department head',
  usage: 'DEPARTMENT EMAIL [--remove]',
  summary: 'Let a sales manager lead a department besides the own one, or no longer.',
  help: [NAMED],
  options: { remove: { type: 'boolean' } },
  args: [2, 2],
  run: (context) =>
    withRuntime(async (runtime) => {
      const [named, email] = context.args as [string, string];
      const user = await findUserNamed(runtime.db, email);
      const { id, head_ids } = await findDepartmentNamed(runtime.db, named);
      const others = head_ids.filter((one) => one !== user.id);
      const leads = context.options.remove !== true;
      const made = await change(runtime, String(id), { headIds: leads ? [...others, user.id] : others });
      context.print({ ...made, email: user.email, leads }, () => [
        leads ? `${user.name} leads ${made.path}.` : `${user.name} no longer leads ${made.path}.`,
      ]);
      return 0;
    }),
};

const remove: Command = {
  name: 'department remove',
  usage: 'DEPARTMENT',
  summary: 'Delete a department in which nobody and nothing is.',
  help: [NAMED],
  args: [1, 1],
  run: (context) =>
    withRuntime(async ({ db }) => {
      const { id, path } = await findDepartmentNamed(db, context.args[0] as string);
      await deleteDepartment(db, ACTOR, id);
      context.print({ id, path }, () => [`${path} is deleted.`]);
      return 0;
    }),
};

export const departmentCommands: readonly Command[] = [list, add, rename, move, head, remove];
