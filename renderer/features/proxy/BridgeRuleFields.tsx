import { Trash2 } from 'lucide-react';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { BridgeRule } from '#shared/contract/bridge.ts';
import type { KeyedRule } from './bridgeForm.ts';
import styles from './Relay.module.css';

const DIRECTIONS = [
  { value: 'both', label: 'both ways' },
  { value: 'out', label: 'to the remote' },
  { value: 'in', label: 'to the bench' },
] as const;
const QOS = [
  { value: '0', label: '0' },
  { value: '1', label: '1' },
  { value: '2', label: '2' },
] as const;
const QOS_OF = { '0': 0, '1': 1, '2': 2 } as const;

export interface BridgeRuleFieldsProps {
  readonly rule: KeyedRule;
  /** From 1. */
  readonly number: number;
  /** Absent: the only rule stays. */
  readonly onRemove?: () => void;
  readonly onChange: (change: Partial<BridgeRule>) => void;
}

/** One topic rule; only the first row shows the names of its columns. */
export function BridgeRuleFields({ rule, number, onRemove, onChange }: BridgeRuleFieldsProps) {
  const first = number === 1;
  const label = (text: string): string => (first ? text : `${text} of rule ${number}`);
  return (
    <div className={styles.rule} data-first={first}>
      <Select
        label={label('Direction')}
        showLabel={first}
        value={rule.direction}
        options={DIRECTIONS}
        onChange={(direction) => onChange({ direction })}
      />
      <TextField
        label={label('Topic filter')}
        showLabel={first}
        mono
        placeholder="sensors/#"
        maxLength={1024}
        value={rule.filter}
        onChange={(event) => onChange({ filter: event.target.value })}
      />
      <TextField
        label={label('Prefix here')}
        showLabel={first}
        mono
        maxLength={1024}
        value={rule.localPrefix}
        onChange={(event) => onChange({ localPrefix: event.target.value })}
      />
      <TextField
        label={label('Prefix there')}
        showLabel={first}
        mono
        maxLength={1024}
        value={rule.remotePrefix}
        onChange={(event) => onChange({ remotePrefix: event.target.value })}
      />
      <Select
        label={label('QoS')}
        showLabel={first}
        value={`${rule.qos}`}
        options={QOS}
        onChange={(qos) => onChange({ qos: QOS_OF[qos] })}
      />
      <IconButton
        label={`Remove rule ${number}`}
        icon={<Trash2 />}
        disabled={onRemove === undefined}
        onClick={onRemove}
      />
    </div>
  );
}
