import type { BrokerState } from '#shared/contract/broker.ts';
import type { SerialLink } from '#shared/contract/serial.ts';
import { shortName } from './portModel.ts';

export interface StateWords {
  readonly dot: 'on' | 'off' | 'busy' | 'trouble';
  readonly text: string;
}

type PortWords = Pick<SerialLink, 'path' | 'state' | 'attempts'>;

/** A link's state for its chip: the short names of its ports, and what is the matter when one of them is not simply open. */
export function linkWords(link: PortWords & { readonly mcu?: PortWords | null }): StateWords {
  const { mcu = null } = link;
  if (mcu === null) return portWords(link);
  const [first, second] = [portWords(mcu), portWords(link)];
  const dot = first.dot === 'on' ? second.dot : first.dot;
  return { dot, text: `${first.text} / ${second.text}` };
}

/** A port's state: its short name, and what is the matter when it is not simply open. */
export function portWords(link: PortWords): StateWords {
  const name = shortName(link.path);
  switch (link.state) {
    case 'open':
      return { dot: 'on', text: name };
    case 'opening':
      return { dot: 'busy', text: `${name} opening …` };
    case 'lost':
      return {
        dot: 'trouble',
        text: link.attempts === 0 ? `${name} gone` : `${name} gone — retrying (${link.attempts})`,
      };
    case 'closed':
      return { dot: 'off', text: `${name} closed` };
  }
}

/** The broker's state for its chip. */
export function brokerWords(broker: Pick<BrokerState, 'state' | 'address' | 'listen' | 'clientCount'>): StateWords {
  switch (broker.state) {
    case 'listening':
      return {
        dot: 'on',
        text: `${broker.address} · ${broker.clientCount} ${broker.clientCount === 1 ? 'client' : 'clients'}`,
      };
    case 'starting':
      return { dot: 'busy', text: 'starting …' };
    case 'stopped':
      return { dot: 'off', text: 'stopped' };
    case 'failed':
      return { dot: 'trouble', text: `not running on port ${broker.listen.port}` };
  }
}
