import { dialRule } from '../support/dialRule.ts';

/** The name of the host was not found. */
export const dns = dialRule({
  id: 'tcp.dns',
  layer: 'tcp',
  kind: 'dns',
  title: () => 'The name of the host was not found',
  detail: ({ target, result }) =>
    `${result.event.text}: the name look-up failed${target === '' ? '' : ` for ${target}`}.${oddities(target)}`,
  advice: ({ dial }) =>
    `Check the name letter by letter${dial?.service === 'mqtt' ? ' (tcp:// in front, :port behind, nothing else)' : ''}. Ask with AT+CDNSGIP="the name"; when other names are found, it is the name, when none is, set a name server or ask the operator. An IP address in its place shows whether the rest works.`,
});

function oddities(target: string): string {
  const bare = target.replace(/^tcp:\/\//i, '');
  if (/\s/.test(bare)) return ' There is a blank in it.';
  if (/^[a-z]+:\/\//i.test(bare)) return ' It begins with a scheme; here only the host is wanted.';
  return bare.includes('/') ? ' There is a path in it; here only the host is wanted.' : '';
}
