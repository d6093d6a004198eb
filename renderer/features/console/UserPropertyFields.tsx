import { Plus, X } from 'lucide-react';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { MAX_USER_PROPERTIES, type UserProperty } from '#shared/contract/mqttProperties.ts';
import styles from './ConsolePanel.module.css';

interface UserPropertyFieldsProps {
  readonly user: readonly UserProperty[];
  readonly onChange: (user: UserProperty[]) => void;
}

/** Names and values of one's own; a name may come several times. */
export function UserPropertyFields({ user, onChange }: UserPropertyFieldsProps) {
  const put = (at: number, change: Partial<UserProperty>): void =>
    onChange(user.map((entry, i) => (i === at ? { ...entry, ...change } : entry)));
  return (
    <>
      <div className={styles.label}>
        User properties
        <IconButton
          label="Add a user property"
          icon={<Plus />}
          disabled={user.length >= MAX_USER_PROPERTIES}
          onClick={() => onChange([...user, { name: '', value: '' }])}
        />
      </div>
      {user.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells them apart
        <div key={at} className={styles.line}>
          <TextField
            className={styles.grow ?? ''}
            label={`Name of user property ${at + 1}`}
            placeholder="name"
            maxLength={4096}
            value={entry.name}
            onChange={(event) => put(at, { name: event.target.value })}
          />
          <TextField
            className={styles.grow ?? ''}
            label={`Value of user property ${at + 1}`}
            placeholder="value"
            maxLength={4096}
            value={entry.value}
            onChange={(event) => put(at, { value: event.target.value })}
          />
          <IconButton
            label={`Remove user property ${at + 1}`}
            icon={<X />}
            onClick={() => onChange(user.filter((_, i) => i !== at))}
          />
        </div>
      ))}
    </>
  );
}
