import { useState } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import type { SimulatorState } from '#shared/contract/simulator.ts';
import { ArmedFaults } from './ArmedFaults.tsx';
import { FaultPicker } from './FaultPicker.tsx';
import { choiceOf, linkChoices, linkOf } from './linkChoices.ts';
import styles from './SimulatorPanel.module.css';
import { boardWords, modemWords } from './simulatorWords.ts';

/** What the simulated devices do now, and everything that can be made to go wrong with them. */
export function SimulatorPanel({ simulator }: { simulator: SimulatorState }) {
  const rpc = useRpc();
  const [trouble, setTrouble] = useState('');
  const { modem, board, faults, mapped, links } = simulator;
  const arm = async (fault: string): Promise<void> => {
    const armed = await rpc.call('simulator.arm', { fault });
    setTrouble(armed.ok ? '' : armed.error.message);
  };
  const lay = async (target: 'bearer' | 'broker', choice: string): Promise<void> => {
    const laid = await rpc.call('simulator.link-profile', { target, profile: linkOf(choice) });
    setTrouble(laid.ok ? '' : laid.error.message);
  };
  const restart = (what: 'board' | 'modem'): void => {
    void rpc.call('simulator.restart', { what }).then((done) => setTrouble(done.ok ? '' : done.error.message));
  };
  return (
    <div className={styles.panel}>
      <h3 className={styles.title}>Simulated board and modem</h3>
      <dl className={styles.facts}>
        {modem === null ? null : (
          <>
            <dt>Modem</dt>
            <dd>{modemWords(modem)}</dd>
          </>
        )}
        {board === null ? null : (
          <>
            <dt>Board</dt>
            <dd>{boardWords(board)}</dd>
          </>
        )}
      </dl>
      <div className={styles.actions}>
        {modem === null ? null : <Button onClick={() => restart('modem')}>Power-cycle the modem</Button>}
        {board === null ? null : <Button onClick={() => restart('board')}>Reset the board</Button>}
      </div>
      <Switch
        label="What it dials on port 1883 reaches this bench’s broker"
        checked={mapped}
        onChange={(next) => void rpc.call('simulator.map', { mapped: next })}
      />
      <div className={styles.links}>
        <Select
          label="Modem’s network"
          showLabel
          value={choiceOf(links.bearer)}
          options={linkChoices(links.bearer)}
          onChange={(choice) => void lay('bearer', choice)}
        />
        <Select
          label="Broker’s network"
          showLabel
          value={choiceOf(links.broker)}
          options={linkChoices(links.broker)}
          onChange={(choice) => void lay('broker', choice)}
        />
      </div>
      {trouble === '' ? null : <Notice severity="error">{trouble}</Notice>}
      {faults.length === 0 ? null : (
        <ArmedFaults faults={faults} onDisarm={(id) => void rpc.call('simulator.disarm', { id })} />
      )}
      <FaultPicker onArm={(fault) => void arm(fault)} />
    </div>
  );
}
