import type { Department } from '@tradepost/contract';

export interface DepartmentNode extends Department {
  readonly children: DepartmentNode[];
  /** Active people in it and below it. */
  readonly everybody: number;
}

/** The tree, in the order of the list. What hangs on nothing known stands at the top: nothing is left out. */
export function makeTree(departments: readonly Department[]): DepartmentNode[] {
  const known = new Set(departments.map(({ id }) => id));
  const byParent = Map.groupBy(departments, ({ parentId }) =>
    parentId !== null && known.has(parentId) ? parentId : null,
  );
  const nodesOf = (parentId: number | null): DepartmentNode[] =>
    (byParent.get(parentId) ?? []).map((department) => {
      const children = nodesOf(department.id);
      const everybody = children.reduce((sum, child) => sum + child.everybody, department.members);
      return { ...department, children, everybody };
    });
  return nodesOf(null);
}

/** A department and all below it: where it cannot be moved to. */
export function branchOf(departments: readonly Department[], id: number): Set<number> {
  const branch = new Set([id]);
  for (let before = 0; before < branch.size; ) {
    before = branch.size;
    for (const { id: one, parentId } of departments)
      if (parentId !== null && branch.has(parentId)) branch.add(one);
  }
  return branch;
}

interface Option {
  value: number;
  title: string;
  disabled: boolean;
  children: Option[];
}

/** For a choice in a tree. @param closed ids that cannot be chosen. */
export const treeOptions = (
  nodes: readonly DepartmentNode[],
  closed: ReadonlySet<number> = new Set(),
): Option[] =>
  nodes.map(({ id, name, children }) => ({
    value: id,
    title: name,
    disabled: closed.has(id),
    children: treeOptions(children, closed),
  }));
