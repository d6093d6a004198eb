import { type FormEvent, useState } from 'react';
import { useServices, useSettings } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { LINK_SIDES, type PortInfo } from '#shared/contract/serial.ts';
import type { PairMode } from './listenModes.ts';
import styles from './PairForm.module.css';
import { PairSideFields } from './PairSideFields.tsx';
import picker from './PortPicker.module.css';
import { firstPair, isComplete, pairProblem, rememberedRules } from './pairModel.ts';
import { openPair } from './serialActions.ts';

export interface PairFormProps {
  readonly mode: PairMode;
  readonly ports: readonly PortInfo[];
  /** Paths that are open already. */
  readonly open: ReadonlySet<string>;
  readonly onDone: () => void;
}

/** The two ports of a tap or a bridge, and how to open them. */
export function PairForm({ mode, ports, open, onDone }: PairFormProps) {
  const services = useServices();
  const pairs = useSettings((slice) => slice.settings.pairs);
  const imported = useSettings((slice) => slice.settings.rewriteRules);
  const [pair, setPair] = useState(() => firstPair(mode, pairs, ports, open));
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const problem = pairProblem(pair);
  const ready = isComplete(pair) && problem === '' && !busy;
  const rules = rememberedRules(pairs, pair, imported);
  const active = rules.filter(({ enabled }) => enabled).length;

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    const message = await openPair(services, { ...pair, rules });
    setBusy(false);
    setTrouble(message);
    if (message === '') onDone();
  };

  return (
    <form className={picker.options} onSubmit={(event) => void onSubmit(event)}>
      <div className={styles.sides}>
        {LINK_SIDES.map((side) => (
          <PairSideFields
            key={side}
            mode={mode}
            side={side}
            value={pair[side]}
            ports={ports}
            open={open}
            onChange={(value) => setPair((old) => ({ ...old, [side]: value }))}
          />
        ))}
      </div>
      {mode === 'bridge' ? (
        <>
          <Switch
            label="Forward DTR and RTS to the other side"
            checked={pair.forwardLines}
            onChange={(forwardLines) => setPair((old) => ({ ...old, forwardLines }))}
          />
          {rules.length === 0 ? null : (
            <p className={styles.note}>
              {rules.length === 1 ? 'One rewrite rule' : `${rules.length} rewrite rules`} of the last time{' '}
              {rules.length === 1 ? 'is' : 'are'} kept ({active} on). See the bridge's panel once it is open.
            </p>
          )}
        </>
      ) : null}
      {problem === '' ? null : <Notice severity="error">{problem}</Notice>}
      {trouble === '' ? null : <Notice severity="error">{trouble}</Notice>}
      <div className={picker.submit}>
        <Button type="submit" variant="primary" disabled={!ready}>
          {busy ? 'Opening …' : mode === 'tap' ? 'Open tap' : 'Open bridge'}
        </Button>
      </div>
    </form>
  );
}
