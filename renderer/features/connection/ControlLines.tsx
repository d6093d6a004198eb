import { useRpc } from '#renderer/app/services.ts';
import { Tooltip } from '#renderer/ui/Tooltip.tsx';
import type { SerialLink } from '#shared/contract/serial.ts';
import styles from './ControlLines.module.css';

const word = (state: boolean | null): string => (state === null ? 'n/a' : state ? 'on' : 'off');

const OUTPUTS = [
  { line: 'dtr', name: 'DTR', means: 'Data terminal ready, driven by the bench' },
  { line: 'rts', name: 'RTS', means: 'Request to send, driven by the bench' },
] as const;
const INPUTS = [
  { line: 'cts', name: 'CTS', means: 'Clear to send, driven by the modem' },
  { line: 'dsr', name: 'DSR', means: 'Data set ready, driven by the modem' },
  { line: 'dcd', name: 'DCD', means: 'Data carrier detect, driven by the modem' },
] as const;

interface ControlLinesProps {
  readonly link: SerialLink;
  /** Why the last switch failed, in words; '' when it did not. */
  readonly onTrouble: (trouble: string) => void;
}

/** DTR and RTS to switch, CTS, DSR and DCD to look at. `n/a`: this port cannot tell or has none. */
export function ControlLines({ link, onTrouble }: ControlLinesProps) {
  const rpc = useRpc();
  const toggle = async (line: 'dtr' | 'rts', on: boolean): Promise<void> => {
    const answer = await rpc.call('serial.control', { link: link.link, [line]: on });
    onTrouble(answer.ok ? '' : answer.error.message);
  };
  return (
    <span className={styles.lines}>
      {OUTPUTS.map(({ line, name, means }) => (
        <Tooltip key={line} text={`${means}: ${word(link[line])}`}>
          <button
            type="button"
            className={styles.output}
            aria-pressed={link[line] ?? 'mixed'}
            data-state={word(link[line])}
            disabled={link[line] === null || link.state !== 'open'}
            onClick={() => void toggle(line, link[line] !== true)}
          >
            {name}
          </button>
        </Tooltip>
      ))}
      {INPUTS.map(({ line, name, means }) => (
        <Tooltip key={line} text={`${means}: ${word(link[line])}`}>
          <span className={styles.input} data-state={word(link[line])}>
            {name}
            <span className="visually-hidden"> {word(link[line])}</span>
          </span>
        </Tooltip>
      ))}
    </span>
  );
}
