import { Monitor, Moon, Sun } from 'lucide-react';
import { useSettings } from '#renderer/app/services.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';

const NEXT = { system: 'light', light: 'dark', dark: 'system' } as const;
const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;
const NAMES = { system: 'as the system', light: 'light', dark: 'dark' } as const;

/** Goes round: as the system, light, dark. */
export function ThemeButton() {
  const theme = useSettings((slice) => slice.settings.theme);
  const patch = useSettings((slice) => slice.patch);
  const Icon = ICONS[theme];
  const next = NEXT[theme];
  return (
    <IconButton
      label={`Theme: ${NAMES[theme]}. Switch to ${NAMES[next]}`}
      icon={<Icon />}
      onClick={() => patch({ theme: next })}
    />
  );
}
