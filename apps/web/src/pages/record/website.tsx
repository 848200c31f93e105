/** Only web addresses become links: what people type may be anything. */
export function Website({ url }: { url: string }) {
  const address = /^https?:\/\//i.test(url) ? url : /^[\w-]+(\.[\w-]+)+/.test(url) ? `https://${url}` : null;
  if (!address) return url;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {url.replace(/^https?:\/\//i, '').replace(/\/$/, '')}
    </a>
  );
}
