import { Plus, Route } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useBench, useServices } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { MAX_REWRITE_RULES, type RewriteRule } from '#shared/contract/rewriteRule.ts';
import type { BridgeState, SerialLink } from '#shared/contract/serial.ts';
import { RewriteRuleForm } from './RewriteRuleForm.tsx';
import { RewriteRuleItem } from './RewriteRuleItem.tsx';
import styles from './RewriteRules.module.css';
import { benchBroker, newRuleForm, newRuleId, type RuleForm, ruleFormOf, ruleOf } from './rewriteForm.ts';
import { setRules } from './serialActions.ts';

type RuleInForce = BridgeState['rules'][number];

/** The rule that is made or changed. `id`: of the rule that is changed; null: a new one. */
interface Editing {
  readonly id: string | null;
  readonly form: RuleForm;
}

/** What a bridge changes on the way. Whatever is changed here holds for the next line. */
export function RewriteRules({ link, rules }: { link: SerialLink; rules: readonly RuleInForce[] }) {
  const services = useServices();
  const broker = useBench((slice) => benchBroker(slice.state?.broker));
  const [editing, setEditing] = useState<Editing | null>(null);
  const [trouble, setTrouble] = useState('');
  const plain = rules.map(({ hits: _, ...rule }): RewriteRule => rule);
  const addButton = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    // The form goes with the focus in it: the next thing to do gets it.
    if (wasEditing.current && editing === null) addButton.current?.focus();
    wasEditing.current = editing !== null;
  }, [editing]);
  const full = rules.length >= MAX_REWRITE_RULES;

  const put = async (next: readonly RewriteRule[]): Promise<boolean> => {
    const message = await setRules(services, link, next);
    setTrouble(message);
    return message === '';
  };
  const save = async ({ id }: Editing, form: RuleForm): Promise<void> => {
    const next =
      id === null
        ? [...plain, ruleOf(form, newRuleId(plain), true)]
        : plain.map((rule) => (rule.id === id ? ruleOf(form, id, rule.enabled) : rule));
    if (await put(next)) setEditing(null);
  };
  const form =
    editing === null ? null : (
      <RewriteRuleForm
        initial={editing.form}
        isNew={editing.id === null}
        onSave={(next) => void save(editing, next)}
        onCancel={() => setEditing(null)}
      />
    );

  return (
    <section className={styles.rules} aria-label="Rewrite rules">
      <h4 className={styles.title}>Rewrite rules</h4>
      {rules.length === 0 && editing === null ? (
        <p className={styles.none}>
          Nothing is changed on the way. A rule changes lines as they pass, without new firmware.
        </p>
      ) : null}
      <ul className={styles.list} aria-label="Rules">
        {rules.map((rule) =>
          editing?.id === rule.id ? (
            <li key={rule.id}>{form}</li>
          ) : (
            <RewriteRuleItem
              key={rule.id}
              rule={rule}
              onToggle={(enabled) => void put(plain.map((one) => (one.id === rule.id ? { ...one, enabled } : one)))}
              onEdit={() => setEditing({ id: rule.id, form: ruleFormOf(rule) })}
              onDelete={() => {
                void put(plain.filter(({ id }) => id !== rule.id));
                addButton.current?.focus();
              }}
            />
          ),
        )}
      </ul>
      {editing?.id === null ? form : null}
      {trouble === '' ? null : <Notice severity="error">{trouble}</Notice>}
      {editing !== null ? null : (
        <div className={styles.actions}>
          <Button
            icon={<Route />}
            disabled={full}
            onClick={() => setEditing({ id: null, form: newRuleForm('mqtt-broker', broker) })}
          >
            Redirect to my broker …
          </Button>
          <Button
            ref={addButton}
            icon={<Plus />}
            disabled={full}
            onClick={() => setEditing({ id: null, form: newRuleForm('argument') })}
          >
            Add a rule …
          </Button>
          {full ? <span className={styles.none}>A bridge takes {MAX_REWRITE_RULES} rules.</span> : null}
        </div>
      )}
    </section>
  );
}
