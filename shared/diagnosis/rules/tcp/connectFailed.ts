import { dialRule } from '../support/dialRule.ts';
import { listeners } from '../support/listeners.ts';
import { endOf, secondsText } from '../support/select.ts';

/** Nobody answered at the address, or somebody refused. */
export const connectFailed = dialRule({
  id: 'tcp.connect-failed',
  layer: 'tcp',
  kind: 'connect',
  title: () => 'The TCP connection to the server did not come about',
  detail: ({ target, result: { event, transaction } }, { timed }) => {
    const took = transaction === null || !timed ? '' : ` after ${secondsText(endOf(transaction) - transaction.t)}`;
    return `${event.text}${took}${target === '' ? '' : `: ${target} was dialled`}.`;
  },
  advice: (_, capture) =>
    `Check host and port, that the server listens on that port and on its public address (not on 127.0.0.1 alone), its firewall, and whether the operator lets the port through: try the same address from another network. A fast refusal means that nobody listens, a wait of many seconds that a firewall swallows it.${listeners(capture)}`,
});
