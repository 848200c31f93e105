/** The contract's idea of an address and a domain, for a word while somebody types. The server decides. */
const ADDRESS = /^[^@\s<>",;]+@[^@\s<>",;]+$/;
const DOMAIN = /^(?=.{3,253}$)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;

export const isAddress = (value: string): boolean => ADDRESS.test(value.trim());
export const isDomain = (value: string): boolean => DOMAIN.test(value.trim());
/** What stands behind the last @. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
