import { ArrowUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { AccessRule } from '#shared/contract/brokerAccess.ts';
import styles from './BrokerPanel.module.css';

interface BrokerRulesProps {
  readonly rules: readonly AccessRule[];
  /** False when it was not taken. */
  readonly onChange: (rules: readonly AccessRule[]) => Promise<boolean>;
}

const WHO = [
  { value: 'all', label: 'everybody' },
  { value: 'user', label: 'user' },
  { value: 'client', label: 'client id' },
] as const;
const ACTIONS = [
  { value: 'both', label: 'publish and subscribe' },
  { value: 'publish', label: 'publish' },
  { value: 'subscribe', label: 'subscribe' },
] as const;
const ALLOW = [
  { value: 'allow', label: 'may' },
  { value: 'deny', label: 'may not' },
] as const;
const EMPTY: AccessRule = { who: 'all', name: '', filter: '', action: 'both', allow: true };

/** `user board may publish to dev/%u/#`. */
export function ruleWords({ who, name, filter, action, allow }: AccessRule): string {
  const subject = who === 'all' ? 'everybody' : `${who === 'user' ? 'user' : 'client'} ${name}`;
  const verb = action === 'both' ? 'publish and subscribe to' : `${action} to`;
  return `${subject} ${allow ? 'may' : 'may not'} ${verb} ${filter}`;
}

/** The rules in their order, and a form for one more. */
export function BrokerRules({ rules, onChange }: BrokerRulesProps) {
  const [draft, setDraft] = useState(EMPTY);
  const set = (change: Partial<AccessRule>): void => setDraft((old) => ({ ...old, ...change }));
  const ready = draft.filter !== '' && (draft.who === 'all' || draft.name !== '');
  const add = async (): Promise<void> => {
    if (await onChange([...rules, draft])) setDraft(EMPTY);
  };
  const without = (at: number): AccessRule[] => rules.filter((_rule, index) => index !== at);
  const raise = (at: number): void => {
    const rule = rules[at];
    if (rule !== undefined) void onChange([...rules.slice(0, at - 1), rule, ...without(at).slice(at - 1)]);
  };
  return (
    <section className={styles.section} aria-label="Topic rules">
      <h4 className={styles.heading}>Topic rules</h4>
      <p className={styles.note}>
        Read from the top, the first that fits decides. %u stands for the user name, %c for the client id.
      </p>
      <ol className={styles.list} aria-label="Rules">
        {rules.map((rule, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two rules may be equal, and their place is what tells them apart
          <li key={at} className={styles.item}>
            <span className={styles.itemText}>{ruleWords(rule)}</span>
            <IconButton
              label={`Move up: ${ruleWords(rule)}`}
              icon={<ArrowUp aria-hidden="true" />}
              disabled={at === 0}
              onClick={() => raise(at)}
            />
            <IconButton
              label={`Delete: ${ruleWords(rule)}`}
              icon={<Trash2 aria-hidden="true" />}
              onClick={() => void onChange(without(at))}
            />
          </li>
        ))}
      </ol>
      <div className={styles.ruleForm}>
        <Select label="Whom the rule is about" value={draft.who} options={WHO} onChange={(who) => set({ who })} />
        <TextField
          label="Name in the rule"
          placeholder={draft.who === 'all' ? '' : 'name'}
          mono
          disabled={draft.who === 'all'}
          value={draft.who === 'all' ? '' : draft.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <Select
          label="Allowed or not"
          value={draft.allow ? 'allow' : 'deny'}
          options={ALLOW}
          onChange={(verdict) => set({ allow: verdict === 'allow' })}
        />
        <Select label="Action" value={draft.action} options={ACTIONS} onChange={(action) => set({ action })} />
        <TextField
          label="Topic filter of the rule"
          placeholder="topic filter, dev/%c/#"
          mono
          value={draft.filter}
          onChange={(event) => set({ filter: event.target.value })}
        />
        <Button disabled={!ready} onClick={() => void add()}>
          Add rule
        </Button>
      </div>
    </section>
  );
}
