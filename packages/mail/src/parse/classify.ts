/** Which leaves are the text of a message and which are its attachments (RFC 8621 4.1.4). */
import { readsAsHtml } from './body-text.ts';
import type { Entity } from './structure.ts';

export interface Classified {
  /** Leaves that make the plain reading, in order: plain text where an alternative has it, else HTML. */
  readonly plain: readonly Entity[];
  /** Leaves that make the rich reading, in order. */
  readonly rich: readonly Entity[];
  /** All other leaves and all enclosed messages, those inside enclosed messages too, in the order of the parts. */
  readonly attachments: readonly Entity[];
  /** All leaves and enclosed messages of this message itself, in order; not those inside enclosed messages. */
  readonly leaves: readonly Entity[];
}

interface Sorting {
  plain: Entity[];
  rich: Entity[];
  attachments: Entity[];
  leaves: Entity[];
}

const textTypes = new Set(['text/plain', 'text/html', 'text/enriched', 'text/richtext']);

export function classify(root: Entity): Classified {
  const sorting: Sorting = { plain: [], rich: [], attachments: [], leaves: [] };
  sort(root, 'multipart/mixed', 0, false, sorting);
  return sorting;
}

function sort(entity: Entity, parent: string, index: number, inAlternative: boolean, into: Sorting): void {
  if (entity.kind === 'multipart') {
    sortMultipart(entity, inAlternative, into);
    return;
  }
  into.leaves.push(entity);
  if (isBody(entity, parent, index) && !(inAlternative && isEnriched(entity))) {
    const html = entity.type === 'text/html';
    if (!inAlternative) {
      const body = readsAsHtml(entity) ? { ...entity, type: 'text/html' } : entity;
      into.plain.push(body);
      into.rich.push(body);
    } else if (html) into.rich.push(entity);
    else into.plain.push(entity);
    return;
  }
  into.attachments.push(entity);
  for (const inner of entity.children) collectInner(inner, into.attachments);
}

function sortMultipart(entity: Entity, inAlternative: boolean, into: Sorting): void {
  const alternative = entity.type === 'multipart/alternative';
  const plainBefore = into.plain.length;
  const richBefore = into.rich.length;
  let index = 0;
  for (const child of entity.children) {
    sort(child, entity.type, index++, inAlternative || alternative, into);
  }
  if (!alternative || inAlternative) return;
  // An alternative with one reading only: it serves for both.
  if (into.plain.length === plainBefore) into.plain.push(...into.rich.slice(richBefore));
  else if (into.rich.length === richBefore) into.rich.push(...into.plain.slice(plainBefore));
}

function isBody(entity: Entity, parent: string, index: number): boolean {
  if (entity.kind !== 'leaf' || !textTypes.has(entity.type)) return false;
  if (entity.disposition.value === 'attachment') return false;
  // A later text of a related part is a resource; a later text that bears a name is a file.
  return index === 0 || (parent !== 'multipart/related' && !hasName(entity));
}

/** RFC 1896: read where there is nothing better; beside an alternative in plain text it would say all twice. */
function isEnriched(entity: Entity): boolean {
  return entity.type === 'text/enriched' || entity.type === 'text/richtext';
}

function hasName(entity: Entity): boolean {
  for (const name of entity.disposition.params.keys()) if (name.startsWith('filename')) return true;
  for (const name of entity.typeParams.params.keys()) if (name.startsWith('name')) return true;
  return false;
}

/** Files inside an enclosed message are files of this mail too; its texts are read through the enclosed message. */
function collectInner(entity: Entity, attachments: Entity[]): void {
  attachments.push(...classify(entity).attachments);
}
