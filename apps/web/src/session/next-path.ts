/** Where to go after the sign-in: a path of this app, never another site. */
export function nextPath(wanted: string | null): string {
  return wanted?.startsWith('/') && !/^\/[/\\]/.test(wanted) ? wanted : '/customers';
}
