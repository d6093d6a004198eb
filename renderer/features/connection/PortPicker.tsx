import { Plug } from 'lucide-react';
import { useView } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import styles from './PortPicker.module.css';
import { PortPickerPanel } from './PortPickerPanel.tsx';

/** The button that opens the picker; the one thing to do while no port is open. */
export function PortPicker({ first }: { first: boolean }) {
  const open = useView((slice) => slice.portPickerOpen);
  const setOpen = useView((slice) => slice.setPortPickerOpen);
  return (
    <Popover
      label="Open a serial port"
      open={open}
      onOpenChange={setOpen}
      {...(styles.popover === undefined ? {} : { className: styles.popover })}
      trigger={
        <Button variant={first ? 'primary' : 'plain'} icon={<Plug />} aria-label="Open a serial port">
          {first ? 'Open port' : 'Add'}
        </Button>
      }
    >
      <PortPickerPanel onDone={() => setOpen(false)} />
    </Popover>
  );
}
