import { Plus } from 'lucide-react';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { MAX_BRIDGE_RULES } from '#shared/contract/bridge.ts';
import { BridgeRuleFields } from './BridgeRuleFields.tsx';
import { addRule, type BridgeForm, type BridgeFormErrors } from './bridgeForm.ts';
import { speaksTls } from './proxyForm.ts';
import styles from './Relay.module.css';
import { TlsFields } from './TlsFields.tsx';

const LEVELS = [
  { value: '4', label: '3.1.1' },
  { value: '5', label: '5.0' },
] as const;

export interface BridgeFieldsProps {
  readonly form: BridgeForm;
  readonly errors: BridgeFormErrors;
  readonly onForm: (form: BridgeForm) => void;
}

/** Which broker, as whom, and what is joined. */
export function BridgeFields({ form, errors, onForm }: BridgeFieldsProps) {
  const set = (change: Partial<BridgeForm>): void => onForm({ ...form, ...change });
  const { rules } = form;
  return (
    <>
      <div className={styles.fields}>
        <TextField
          label="Remote broker"
          showLabel
          mono
          className={styles.wide}
          placeholder="mqtts://broker.example:8883"
          value={form.url}
          error={form.url === '' ? undefined : errors.url}
          onChange={(event) => set({ url: event.target.value })}
        />
        <Select
          label="MQTT version"
          showLabel
          className={styles.third}
          value={form.level}
          options={LEVELS}
          onChange={(level) => set({ level })}
        />
        <TextField
          label="User name"
          showLabel
          className={styles.third}
          maxLength={1024}
          value={form.username}
          onChange={(event) => set({ username: event.target.value })}
        />
        <TextField
          label="Password (not kept)"
          showLabel
          type="password"
          autoComplete="new-password"
          className={styles.third}
          maxLength={1024}
          value={form.password}
          onChange={(event) => set({ password: event.target.value })}
        />
        <TextField
          label="Keep alive (s)"
          showLabel
          mono
          inputMode="numeric"
          className={styles.third}
          value={form.keepAlive}
          error={errors.keepAlive}
          onChange={(event) => set({ keepAlive: event.target.value })}
        />
        <TextField
          label="Client id"
          showLabel
          mono
          className={styles.wide}
          placeholder="made by the bench"
          maxLength={256}
          value={form.clientId}
          error={errors.clientId}
          onChange={(event) => set({ clientId: event.target.value })}
        />
      </div>
      <Switch
        label="The remote broker keeps messages while the bridge is away"
        checked={!form.clean}
        onChange={(keep) => set({ clean: !keep })}
      />
      {speaksTls(form.url) ? <TlsFields tls={form.tls} onChange={(tls) => set({ tls })} /> : null}
      <h4 className={styles.subtitle}>Topics</h4>
      {rules.map((rule, index) => (
        <BridgeRuleFields
          key={rule.key}
          rule={rule}
          number={index + 1}
          {...(rules.length > 1 && { onRemove: () => set({ rules: rules.filter(({ key }) => key !== rule.key) }) })}
          onChange={(change) =>
            set({ rules: rules.map((each) => (each.key === rule.key ? { ...each, ...change } : each)) })
          }
        />
      ))}
      {errors.rules === undefined || rules.every(({ filter }) => filter === '') ? null : (
        <Notice severity="error">{errors.rules}</Notice>
      )}
      <div className={styles.chips}>
        <Button
          size="small"
          icon={<Plus aria-hidden="true" />}
          disabled={rules.length >= MAX_BRIDGE_RULES}
          onClick={() => set({ rules: addRule(rules) })}
        >
          Add a rule
        </Button>
        <span className={styles.note}>
          Prefix here + topic on the bench’s broker is prefix there + topic on the remote.
        </span>
      </div>
    </>
  );
}
