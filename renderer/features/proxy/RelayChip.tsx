import { Waypoints } from 'lucide-react';
import { useRelay, useView } from '#renderer/app/services.ts';
import chip from '#renderer/features/connection/Chip.module.css';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import { relayWords } from './relayWords.ts';

/** Beside the broker: the way to other brokers, and whether one is in use. */
export function RelayChip() {
  const proxies = useRelay((slice) => slice.proxies);
  const bridge = useRelay((slice) => slice.bridge);
  const setPart = useView((slice) => slice.setRelayPart);
  const words = relayWords(proxies, bridge);
  const open = (): void => setPart(proxies.length === 0 && words !== null ? 'bridge' : 'proxy');
  if (words === null) return <IconButton label="Proxy and bridge …" icon={<Waypoints />} onClick={open} />;
  return (
    <button
      type="button"
      className={chip.chip}
      data-trouble={words.dot === 'trouble'}
      aria-label={`Proxy and bridge: ${words.text}${words.dot === 'trouble' ? ', trouble' : ''}`}
      onClick={open}
    >
      <StateDot state={words.dot} />
      <span className={chip.text}>{words.text}</span>
    </button>
  );
}
