import { Trash2 } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { BrokerAccess } from '#shared/contract/brokerAccess.ts';
import styles from './BrokerPanel.module.css';
import { BrokerRules } from './BrokerRules.tsx';
import { useBrokerQuery } from './useBrokerQuery.ts';

type Answer = Promise<{ ok: true } | { ok: false; error: { message: string } }>;

/** Who gets in, and who may use which topics. */
export function BrokerAccessTab() {
  const rpc = useRpc();
  const { data, refresh, trouble } = useBrokerQuery('broker.access', {}, 0);
  const [failed, setFailed] = useState('');
  if (data === null) return trouble === '' ? null : <Notice severity="error">{trouble}</Notice>;
  const change = async (answer: Answer): Promise<boolean> => {
    const done = await answer;
    setFailed(done.ok ? '' : done.error.message);
    refresh();
    return done.ok;
  };
  const set = (patch: Partial<Omit<BrokerAccess, 'users'>>): Promise<boolean> =>
    change(rpc.call('broker.set-access', patch));
  return (
    <div className={styles.tab}>
      {failed === '' ? null : <Notice severity="error">{failed}</Notice>}
      <Switch
        label="Ask every client for a user name and password"
        checked={!data.anonymous}
        onChange={(asked) => void set({ anonymous: !asked })}
      />
      {data.anonymous || data.users.length > 0 ? null : (
        <Notice severity="warning">There is no user yet: only the console of this bench gets in.</Notice>
      )}
      <UserForm onAdd={(name, password) => change(rpc.call('broker.set-user', { name, password }))} />
      <ul className={styles.list} aria-label="Users">
        {data.users.map((name) => (
          <li key={name} className={styles.item}>
            <strong className="mono">{name}</strong>
            <IconButton
              label={`Delete user ${name}`}
              icon={<Trash2 aria-hidden="true" />}
              onClick={() => void change(rpc.call('broker.delete-user', { name }))}
            />
          </li>
        ))}
      </ul>
      <BrokerRules rules={data.rules} onChange={(rules) => set({ rules: [...rules] })} />
      <Switch
        label="Allow what no rule mentions"
        checked={data.otherwise}
        onChange={(otherwise) => void set({ otherwise })}
      />
      <Switch
        label="Keep retained messages and sessions over restarts"
        checked={data.persist}
        onChange={(persist) => void set({ persist })}
      />
    </div>
  );
}

function UserForm({ onAdd }: { onAdd: (name: string, password: string) => Promise<boolean> }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const ready = name.trim() !== '' && password !== '';
  const add = async (): Promise<void> => {
    if (!ready || !(await onAdd(name.trim(), password))) return;
    setName('');
    setPassword('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void add();
  };
  return (
    <div className={styles.userRow}>
      <TextField
        label="User name"
        showLabel
        mono
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <TextField
        label="Password"
        showLabel
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Button disabled={!ready} onClick={() => void add()}>
        Set user
      </Button>
    </div>
  );
}
