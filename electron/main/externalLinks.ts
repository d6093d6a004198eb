/** The sites the window links to: the specifications and manuals its explanations name. */
const SITES = new Set(['docs.oasis-open.org', 'www.3gpp.org', 'portal.3gpp.org', 'www.simcom.com', 'mqtt.org']);

/** Whether a link may be handed to the user's browser. Everything else is ignored: it is no link of ours. */
export function mayOpenOutside(link: string): boolean {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  return (
    url !== undefined &&
    url.protocol === 'https:' &&
    SITES.has(url.hostname) &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
}
