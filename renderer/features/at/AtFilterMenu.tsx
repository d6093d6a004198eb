import { useBench } from '#renderer/app/services.ts';
import { MenuCheck, MenuItem, MenuLabel, MenuSeparator } from '#renderer/ui/Menu.tsx';
import { AT_KIND_GROUPS, type AtFilter, NO_AT_FILTER } from './atFilter.ts';

export interface AtFilterMenuProps {
  readonly filter: AtFilter;
  readonly onChange: (filter: AtFilter) => void;
}

export function AtFilterMenu({ filter, onChange }: AtFilterMenuProps) {
  const links = useBench((slice) => slice.links);
  const ports = [...links.values()].filter((link) => link.lane === 'serial');
  const set = (change: Partial<AtFilter>): void => onChange({ ...filter, ...change });
  return (
    <>
      <MenuLabel>Direction</MenuLabel>
      <MenuCheck checked={filter.dir !== 'rx'} onChange={(on) => set({ dir: on ? null : 'rx' })}>
        To the modem →
      </MenuCheck>
      <MenuCheck checked={filter.dir !== 'tx'} onChange={(on) => set({ dir: on ? null : 'tx' })}>
        From the modem ←
      </MenuCheck>
      <MenuSeparator />
      <MenuLabel>Kind</MenuLabel>
      {AT_KIND_GROUPS.map((group) => (
        <MenuCheck
          key={group.id}
          checked={!filter.hidden.includes(group.id)}
          onChange={(on) =>
            set({ hidden: on ? filter.hidden.filter((id) => id !== group.id) : [...filter.hidden, group.id] })
          }
        >
          {group.label}
        </MenuCheck>
      ))}
      <MenuCheck checked={filter.notes} onChange={(notes) => set({ notes })}>
        Notes of the bench
      </MenuCheck>
      {ports.length < 2 ? null : (
        <>
          <MenuSeparator />
          <MenuLabel>Port</MenuLabel>
          <MenuCheck checked={filter.link === null} onChange={() => set({ link: null })}>
            All ports
          </MenuCheck>
          {ports.map((port) => (
            <MenuCheck
              key={port.id}
              checked={filter.link === port.id}
              onChange={(on) => set({ link: on ? port.id : null })}
            >
              {port.name}
            </MenuCheck>
          ))}
        </>
      )}
      <MenuSeparator />
      <MenuItem onSelect={() => onChange({ ...NO_AT_FILTER, text: filter.text })}>Show everything</MenuItem>
    </>
  );
}
