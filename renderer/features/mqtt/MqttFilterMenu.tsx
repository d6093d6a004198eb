import { useBench } from '#renderer/app/services.ts';
import { MenuCheck, MenuItem, MenuLabel, MenuSeparator } from '#renderer/ui/Menu.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { clientIds } from './clientIds.ts';
import styles from './MqttPane.module.css';
import { type MqttFilter, NO_MQTT_FILTER, PACKET_GROUPS } from './mqttFilter.ts';

/** How many clients the menu offers; the newest. */
const MENU_CLIENTS = 12;

export interface MqttFilterMenuProps {
  readonly filter: MqttFilter;
  readonly onChange: (filter: MqttFilter) => void;
}

export function MqttFilterMenu({ filter, onChange }: MqttFilterMenuProps) {
  const links = useBench((slice) => slice.links);
  const clients = clientIds(links.values()).slice(0, MENU_CLIENTS);
  const set = (change: Partial<MqttFilter>): void => onChange({ ...filter, ...change });
  return (
    <>
      <MenuLabel>Topic</MenuLabel>
      <div className={styles.topic}>
        <TextField
          label="Topic filter"
          mono
          placeholder="plant/+/temp, #"
          value={filter.topic}
          maxLength={1024}
          onChange={(event) => set({ topic: event.target.value })}
          onKeyDown={(event) => {
            // The menu takes letters for a search among its items.
            if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
          }}
        />
      </div>
      <MenuSeparator />
      <MenuCheck checked={!filter.devicesOnly} onChange={(on) => set({ devicesOnly: !on })}>
        Packets of the bench's own console
      </MenuCheck>
      <MenuCheck checked={filter.dir !== 'tx'} onChange={(on) => set({ dir: on ? null : 'tx' })}>
        To the broker →
      </MenuCheck>
      <MenuCheck checked={filter.dir !== 'rx'} onChange={(on) => set({ dir: on ? null : 'rx' })}>
        To the client ←
      </MenuCheck>
      <MenuSeparator />
      <MenuLabel>Packet type</MenuLabel>
      {PACKET_GROUPS.map((group) => (
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
      {clients.length === 0 ? null : (
        <>
          <MenuSeparator />
          <MenuLabel>Client</MenuLabel>
          <MenuCheck checked={filter.client === null} onChange={() => set({ client: null })}>
            All clients
          </MenuCheck>
          {clients.map((client) => (
            <MenuCheck
              key={client}
              checked={filter.client === client}
              onChange={(on) => set({ client: on ? client : null })}
            >
              {client}
            </MenuCheck>
          ))}
        </>
      )}
      <MenuSeparator />
      <MenuItem onSelect={() => onChange({ ...NO_MQTT_FILTER, text: filter.text })}>Show everything</MenuItem>
    </>
  );
}
