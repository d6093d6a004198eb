import { ChevronDown, FlaskConical } from 'lucide-react';
import { useSimulator } from '#renderer/app/services.ts';
import chip from '#renderer/features/connection/Chip.module.css';
import { Popover } from '#renderer/ui/Popover.tsx';
import styles from './SimulatorPanel.module.css';
import { SimulatorPanel } from './SimulatorPanel.tsx';

/** Beside the ports while something simulated is open: what it does, and the faults armed for it. */
export function SimulatorChip() {
  const simulator = useSimulator((slice) => slice.simulator);
  if (
    simulator === null ||
    ((simulator.modem === null || simulator.modem.power === 'off') && simulator.board === null)
  ) {
    return null;
  }
  const live = simulator.faults.filter((fault) => fault.live).length;
  const text = live === 0 ? 'Simulated' : `Simulated · ${live} ${live === 1 ? 'fault' : 'faults'}`;
  return (
    <Popover
      label="Simulated board and modem"
      trigger={
        <button type="button" className={chip.chip} aria-label={`Simulation: ${text}`}>
          <FlaskConical aria-hidden="true" className={live > 0 ? styles.armed : undefined} />
          <span className={chip.text}>{text}</span>
          <ChevronDown aria-hidden="true" />
        </button>
      }
    >
      <SimulatorPanel simulator={simulator} />
    </Popover>
  );
}
