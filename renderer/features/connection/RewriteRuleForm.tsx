import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import styles from './RewriteRules.module.css';
import {
  newRuleForm,
  RULE_TEMPLATES,
  type RuleForm,
  type RuleKind,
  ruleFormErrors,
  templateOf,
} from './rewriteForm.ts';

const KINDS: readonly { readonly value: RuleKind; readonly label: string }[] = [
  ...RULE_TEMPLATES.map(({ id, title }) => ({ value: id, label: title })),
  { value: 'argument', label: 'An argument of a command or an answer' },
  { value: 'text', label: 'Any text in a line' },
];
const DIRECTIONS = [
  { value: 'tx', label: 'MCU → modem', title: 'Command lines of the MCU' },
  { value: 'rx', label: 'Modem → MCU', title: 'Answers and reports of the modem' },
] as const;

export interface RewriteRuleFormProps {
  readonly initial: RuleForm;
  readonly isNew: boolean;
  readonly onSave: (form: RuleForm) => void;
  readonly onCancel: () => void;
}

/** A rule's fields. What is wrong with them is said once it was tried to save them. */
export function RewriteRuleForm({ initial, isNew, onSave, onCancel }: RewriteRuleFormProps) {
  const [form, setForm] = useState(initial);
  const [tried, setTried] = useState(0);
  const frame = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // Seen whole when it appears; after an attempt to save, the first field that is wrong.
    if (tried === 0) frame.current?.scrollIntoView({ block: 'nearest' });
    else frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tried]);
  const errors = ruleFormErrors(form);
  const shown = tried > 0 ? errors : {};
  const template = templateOf(form.kind);
  const set = (change: Partial<RuleForm>): void => setForm((old) => ({ ...old, ...change }));
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (Object.keys(errors).length === 0) onSave(form);
    else setTried(tried + 1);
  };
  return (
    <form
      ref={frame}
      className={styles.form}
      onSubmit={onSubmit}
      aria-label={isNew ? 'New rewrite rule' : 'Rewrite rule'}
    >
      <Select
        label="Change"
        showLabel
        value={form.kind}
        options={KINDS}
        onChange={(kind) => {
          setForm({ ...newRuleForm(kind), replace: form.replace });
          setTried(0);
        }}
      />
      {template === undefined ? (
        <div>
          <Segmented
            label="Direction"
            value={form.direction}
            options={DIRECTIONS}
            onChange={(direction) => set({ direction })}
          />
        </div>
      ) : null}
      {form.kind === 'argument' ? (
        <div className={styles.pairOfFields}>
          <TextField
            label="Command or answer"
            showLabel
            mono
            autoFocus
            placeholder="AT+CMQTTPUB"
            value={form.command}
            error={shown.command}
            onChange={(event) => set({ command: event.target.value })}
          />
          <TextField
            label="Argument, the first is 1"
            showLabel
            mono
            inputMode="numeric"
            value={form.place}
            error={shown.place}
            onChange={(event) => set({ place: event.target.value })}
          />
        </div>
      ) : null}
      {form.kind === 'text' ? (
        <TextField
          label="Text to look for"
          showLabel
          mono
          autoFocus
          value={form.text}
          error={shown.text}
          onChange={(event) => set({ text: event.target.value })}
        />
      ) : null}
      <TextField
        label={template?.becomes ?? 'Send this instead'}
        showLabel
        mono
        autoFocus={template !== undefined}
        placeholder={template?.example ?? ''}
        value={form.replace}
        error={shown.replace}
        onChange={(event) => set({ replace: event.target.value })}
      />
      {form.kind === 'text' ? null : (
        <TextField
          label="Only when it is (empty: always)"
          showLabel
          mono
          value={form.was}
          error={shown.was}
          onChange={(event) => set({ was: event.target.value })}
        />
      )}
      {form.kind === 'mqtt-broker' || form.kind === 'tcp-server' ? (
        <p className={styles.none}>
          The modem dials this address over the mobile network: it must be reachable from there, not only from this
          machine.
        </p>
      ) : null}
      <div className={styles.actions}>
        <Button type="submit" variant="primary">
          {isNew ? 'Add rule' : 'Save rule'}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
