import { MenuItem, MenuLabel, MenuSeparator } from '#renderer/ui/Menu.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import styles from './ConsolePane.module.css';
import { type ConsoleFilter, NO_CONSOLE_FILTER } from './consoleFilter.ts';

interface ConsoleFilterMenuProps {
  readonly filter: ConsoleFilter;
  readonly onChange: (filter: ConsoleFilter) => void;
}

export function ConsoleFilterMenu({ filter, onChange }: ConsoleFilterMenuProps) {
  return (
    <>
      <MenuLabel>Topic (or choose one in Topics)</MenuLabel>
      <div className={styles.topicFilter}>
        <TextField
          label="Topic filter"
          mono
          placeholder="plant/+/temp, #"
          value={filter.topic}
          onChange={(event) => onChange({ ...filter, topic: event.target.value })}
          onKeyDown={(event) => {
            // The menu takes letters for a search among its items.
            if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
          }}
        />
      </div>
      <MenuSeparator />
      <MenuItem onSelect={() => onChange({ ...NO_CONSOLE_FILTER, text: filter.text })}>All topics</MenuItem>
    </>
  );
}
