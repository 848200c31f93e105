/** A company's name guessed from an address, for the one-click form. */
import { getDomainWithoutSuffix } from 'tldts';

/**
 * lindqvist-marine.se → "Lindqvist Marine"; with a freemail address the person's name, else its local part.
 * @param freemail the domain names no company.
 */
export function proposeName(
  address: string,
  displayName: string | null,
  { freemail }: { readonly freemail: boolean },
): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const label = freemail ? null : getDomainWithoutSuffix(domain);
  const words = label ?? displayName?.trim() ?? address.slice(0, at);
  if (label === null && displayName !== null && displayName.trim() !== '')
    return displayName.trim().slice(0, 300);
  return titleCase(words).slice(0, 300) || address.slice(0, 300);
}

const titleCase = (text: string) =>
  text
    .split(/[-_.+\s]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
