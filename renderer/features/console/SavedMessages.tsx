import { Bookmark, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useSettings } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import {
  MAX_SAVED_CHARS,
  MAX_SAVED_MESSAGES,
  MAX_SAVED_PAYLOAD,
  type PublishInput,
  type SavedMessage,
} from '#shared/contract/publish.ts';
import styles from './ConsolePanel.module.css';
import { SetupFile } from './SetupFile.tsx';
import { dropSaved, putSaved, savedFolders } from './savedMessages.ts';

const TOO_MUCH = `${MAX_SAVED_MESSAGES} messages are kept, about ${MAX_SAVED_CHARS / 1000} KB together: delete one first.`;

interface SavedMessagesProps {
  /** What the publish form holds now. */
  readonly current: PublishInput;
  readonly onPick: (message: PublishInput) => void;
}

/** Messages kept by name in folders; and the whole set-up as a file. */
export function SavedMessages(props: SavedMessagesProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Saved messages"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton label="Saved messages" icon={<Bookmark />} />}
    >
      <SavedPanel {...props} onDone={() => setOpen(false)} />
    </Popover>
  );
}

function SavedPanel({ current, onPick, onDone }: SavedMessagesProps & { readonly onDone: () => void }) {
  const saved = useSettings((slice) => slice.settings.savedMessages);
  const patch = useSettings((slice) => slice.patch);
  const [folder, setFolder] = useState('');
  const [name, setName] = useState('');
  const [trouble, setTrouble] = useState('');

  const save = (): void => {
    const next = putSaved(saved, { folder: folder.trim(), name: name.trim(), message: current });
    setTrouble(next === null ? TOO_MUCH : '');
    if (next !== null) patch({ savedMessages: next });
  };
  const pick = ({ folder: in_, name: called, message }: SavedMessage): void => {
    setFolder(in_);
    setName(called);
    onPick(message);
    onDone();
  };
  const folders = savedFolders(saved);
  const tooLong = current.payload.length > MAX_SAVED_PAYLOAD;

  return (
    <div className={styles.panel}>
      {folders.length === 0 ? (
        <p className={styles.hint}>Name the message of the form below to keep it here.</p>
      ) : (
        <ul className={styles.list} aria-label="Saved messages">
          {folders.map(({ folder: title, messages }) => (
            <li key={title} style={{ display: 'block' }}>
              {title === '' ? null : <div className={styles.folder}>{title}</div>}
              <ul aria-label={title === '' ? 'No folder' : title}>
                {messages.map((entry) => (
                  <li key={entry.name}>
                    <button type="button" className={styles.entry} onClick={() => pick(entry)}>
                      <span className={styles.name}>{entry.name}</span>
                      <span className={styles.beside}>{entry.message.topic}</span>
                    </button>
                    <IconButton
                      label={`Delete ${entry.name}`}
                      icon={<Trash2 />}
                      onClick={() => patch({ savedMessages: dropSaved(saved, entry) })}
                    />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.line}>
        <TextField
          className={styles.grow ?? ''}
          label="Folder"
          placeholder="Folder (or none)"
          maxLength={100}
          value={folder}
          onChange={(event) => setFolder(event.target.value)}
        />
        <TextField
          className={styles.grow ?? ''}
          label="Name of the message"
          placeholder="Name"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button
          disabled={name.trim() === '' || current.topic === '' || tooLong}
          title={tooLong ? 'The payload is too long to be kept' : undefined}
          onClick={save}
        >
          Save
        </Button>
      </div>
      {trouble === '' ? null : (
        <p className={styles.trouble} role="alert">
          {trouble}
        </p>
      )}
      <SetupFile />
    </div>
  );
}
