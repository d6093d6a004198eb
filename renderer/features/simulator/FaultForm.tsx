import { type FormEvent, useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { FaultEntry } from '#shared/modem/faults/faultCatalogue.ts';
import { faultText, formTrouble, freshForm, timingsOf, timingWords } from './faultModel.ts';
import styles from './SimulatorPanel.module.css';

const UNITS = { none: '', integer: 'Value', seconds: 'Seconds', rate: 'Per cent of bytes' } as const;

/** Value and timing of one fault, and the button that arms it. */
export function FaultForm({ entry, onArm }: { entry: FaultEntry; onArm: (fault: string) => void }) {
  const [form, setForm] = useState(() => freshForm(entry));
  const trouble = formTrouble(entry, form);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (trouble === '') onArm(faultText(entry, form));
  };
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      {entry.value.type === 'none' ? null : (
        <TextField
          label={UNITS[entry.value.type]}
          showLabel
          mono
          inputMode="decimal"
          className={styles.value}
          value={form.value}
          onChange={(event) => setForm({ ...form, value: event.target.value })}
        />
      )}
      <Select
        label="When"
        showLabel
        value={form.timing}
        options={timingsOf(entry).map((timing) => ({ value: timing, label: timingWords(timing, entry) }))}
        onChange={(timing) => setForm({ ...form, timing })}
      />
      {form.timing === 'command' ? (
        <TextField
          label="Command"
          showLabel
          mono
          className={styles.command}
          value={form.command}
          onChange={(event) => setForm({ ...form, command: event.target.value })}
        />
      ) : null}
      {form.timing === 'always' ? null : (
        <TextField
          label="Number"
          showLabel
          mono
          inputMode="decimal"
          className={styles.number}
          value={form.number}
          onChange={(event) => setForm({ ...form, number: event.target.value })}
        />
      )}
      <Button type="submit" variant="primary" disabled={trouble !== ''} data-autofocus="true">
        Arm
      </Button>
      {trouble === '' ? null : (
        <p className={styles.trouble} role="alert">
          {trouble}
        </p>
      )}
      {entry.rule === '' ? null : (
        <p className={styles.promise}>
          The diagnosis should say <code className="mono">{entry.rule}</code>.
        </p>
      )}
    </form>
  );
}
