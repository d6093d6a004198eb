import { useRpc } from '#renderer/app/services.ts';
import { Tooltip } from '#renderer/ui/Tooltip.tsx';
import type { LinkSide, PortState } from '#shared/contract/serial.ts';
import styles from './ControlLines.module.css';

const word = (state: boolean | null): string => (state === null ? 'n/a' : state ? 'on' : 'off');

const OUTPUTS = [
  { line: 'dtr', name: 'DTR', means: 'Data terminal ready, driven by the bench' },
  { line: 'rts', name: 'RTS', means: 'Request to send, driven by the bench' },
] as const;
const INPUTS = [
  { line: 'cts', name: 'CTS', means: 'Clear to send' },
  { line: 'dsr', name: 'DSR', means: 'Data set ready' },
  { line: 'dcd', name: 'DCD', means: 'Data carrier detect' },
] as const;

interface ControlLinesProps {
  readonly link: number;
  /** Which port of a bridge; absent where there is only one. */
  readonly side?: LinkSide;
  readonly port: PortState;
  /** Who drives the inputs. */
  readonly peer: 'modem' | 'MCU';
  /** Why the last switch failed, in words; '' when it did not. */
  readonly onTrouble: (trouble: string) => void;
}

/** DTR and RTS to switch, CTS, DSR and DCD to look at. `n/a`: this port cannot tell or has none. */
export function ControlLines({ link, side, port, peer, onTrouble }: ControlLinesProps) {
  const rpc = useRpc();
  const toggle = async (line: 'dtr' | 'rts', on: boolean): Promise<void> => {
    const answer = await rpc.call('serial.control', { link, side, [line]: on });
    onTrouble(answer.ok ? '' : answer.error.message);
  };
  return (
    <span className={styles.lines}>
      {OUTPUTS.map(({ line, name, means }) => (
        <Tooltip key={line} text={`${means}: ${word(port[line])}`}>
          <button
            type="button"
            className={styles.output}
            aria-pressed={port[line] ?? 'mixed'}
            data-state={word(port[line])}
            disabled={port[line] === null || port.state !== 'open'}
            onClick={() => void toggle(line, port[line] !== true)}
          >
            {name}
          </button>
        </Tooltip>
      ))}
      {INPUTS.map(({ line, name, means }) => (
        <Tooltip key={line} text={`${means}, driven by the ${peer}: ${word(port[line])}`}>
          <span className={styles.input} data-state={word(port[line])}>
            {name}
            <span className="visually-hidden"> {word(port[line])}</span>
          </span>
        </Tooltip>
      ))}
    </span>
  );
}
