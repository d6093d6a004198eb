import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import { usePorts, useView } from '#renderer/app/services.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import styles from './CommandPalette.module.css';
import { type PaletteCommand, useCommands } from './useCommands.ts';

const GROUPS = ['Serial', 'Broker', 'Pane', 'View', 'Log'] as const;

/** Everything the window can do, found by typing. */
export function CommandPalette() {
  const open = useView((slice) => slice.paletteOpen);
  const setOpen = useView((slice) => slice.setPaletteOpen);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.dialog} aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">Command palette</Dialog.Title>
          <PaletteList onDone={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteList({ onDone }: { onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState('');
  const commands = useCommands(typed);
  const refresh = usePorts((slice) => slice.refresh);
  useEffect(() => void refresh(), [refresh]);

  const run = async (command: PaletteCommand): Promise<void> => {
    const result = command.run();
    // What puts the focus somewhere must do so after the dialog has given it back.
    if (result === undefined) return onDone();
    const message = await result;
    if (message === '') onDone();
    else setTrouble(message);
  };
  return (
    <Command label="Command palette" loop>
      <Command.Input
        className={styles.input}
        value={typed}
        onValueChange={setTyped}
        placeholder="Type a command, or AT… to send it"
      />
      {trouble === '' ? null : <Notice severity="error">{trouble}</Notice>}
      <Command.List className={styles.list}>
        <Command.Empty className={styles.none}>No command matches.</Command.Empty>
        {GROUPS.map((group) => (
          <Command.Group key={group} heading={group} className={styles.group}>
            {commands
              .filter((command) => command.group === group)
              .map((command) => (
                <Command.Item
                  key={command.id}
                  value={command.always === true ? `${command.title} ${typed}` : command.title}
                  className={styles.item}
                  onSelect={() => void run(command)}
                >
                  <span className={styles.title}>{command.title}</span>
                  {command.keys === undefined ? null : <Kbd keys={command.keys} />}
                </Command.Item>
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}
