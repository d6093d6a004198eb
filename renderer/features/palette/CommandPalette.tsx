import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { usePorts, useView } from '#renderer/app/services.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import styles from './CommandPalette.module.css';
import { matchTitle } from './matchTitle.ts';
import type { PaletteCommand } from './paletteCommand.ts';
import { useCommands } from './useCommands.ts';

const GROUPS = ['Serial', 'Broker', 'Pane', 'View', 'Log'] as const;

/** Everything the window can do, found by typing. */
export function CommandPalette() {
  const open = useView((slice) => slice.paletteOpen);
  const setOpen = useView((slice) => slice.setPaletteOpen);
  const chosen = useRef<(() => void) | null>(null);
  const before = useRef<Element | null>(null);

  // The keyboard goes back to where it was, unless the command puts it somewhere else.
  const onClosed = (event: Event): void => {
    event.preventDefault();
    if (before.current instanceof HTMLElement) before.current.focus();
    chosen.current?.();
    chosen.current = null;
  };
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content
          className={styles.dialog}
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            before.current = document.activeElement;
          }}
          onCloseAutoFocus={onClosed}
        >
          <Dialog.Title className="visually-hidden">Command palette</Dialog.Title>
          <PaletteList
            onDone={(action) => {
              chosen.current = action;
              setOpen(false);
            }}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** `onDone`: the palette may go; `action` is to be done then. */
function PaletteList({ onDone }: { onDone: (action: (() => void) | null) => void }) {
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState('');
  const commands = useCommands(typed);
  const refresh = usePorts((slice) => slice.refresh);
  useEffect(() => void refresh(), [refresh]);

  const run = async (command: PaletteCommand): Promise<void> => {
    if ('act' in command.run) {
      onDone(command.run.act);
      return;
    }
    const message = await command.run.ask();
    if (message === '') onDone(null);
    else setTrouble(message);
  };
  return (
    <Command label="Command palette" loop filter={matchTitle}>
      <Command.Input
        className={styles.input}
        value={typed}
        maxLength={1000}
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
