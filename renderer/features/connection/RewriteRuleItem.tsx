import { Pencil, Trash2 } from 'lucide-react';
import { Badge } from '#renderer/ui/Badge.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import type { BridgeState } from '#shared/contract/serial.ts';
import { ruleHoldsSecret } from '#shared/protocol/at/dictionary/ruleHoldsSecret.ts';
import styles from './RewriteRules.module.css';
import { ruleWords } from './rewriteForm.ts';

export interface RewriteRuleItemProps {
  readonly rule: BridgeState['rules'][number];
  readonly onToggle: (enabled: boolean) => void;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** One rule: on or off, what it does, how many lines it has changed. */
export function RewriteRuleItem({ rule, onToggle, onEdit, onDelete }: RewriteRuleItemProps) {
  const { what, becomes } = ruleWords(rule);
  return (
    <li className={styles.rule}>
      <span className={styles.what}>
        <Switch label={what} checked={rule.enabled} onChange={onToggle} />
        <span className={styles.becomes} title={becomes}>
          → <span className="mono">{becomes}</span>
        </span>
      </span>
      {ruleHoldsSecret(rule) ? (
        <Badge tone="warning" title="It holds a password or a key: it is forgotten when ModemScope ends.">
          not saved
        </Badge>
      ) : null}
      <Badge tone={rule.hits > 0 ? 'accent' : 'neutral'} title="How many lines it has changed">
        {rule.hits} {rule.hits === 1 ? 'line' : 'lines'}
      </Badge>
      <IconButton label={`Edit: ${what}`} icon={<Pencil />} onClick={onEdit} />
      <IconButton label={`Delete: ${what}`} icon={<Trash2 />} onClick={onDelete} />
    </li>
  );
}
