import { type SandboxSettings, type SettingsChange, settingsOf } from "../settings/settings.ts";

/** The settings of a running sandbox. */
export interface SettingsHolder {
  readonly now: () => SandboxSettings;
  /** Sets a mode, single switches, or both: the switches over the mode, or over what is set where none is named. */
  readonly change: (change: SettingsChange) => void;
  /** Goes back to what the sandbox started with. */
  readonly restore: () => void;
}

/** Returns a holder of `start`. */
export function createSettingsHolder(start: SandboxSettings): SettingsHolder {
  let settings = start;
  return {
    now: () => settings,
    change: ({ mode, own }) => {
      settings = mode === undefined ? { ...settings, ...own } : settingsOf(mode, own);
    },
    restore: () => {
      settings = start;
    },
  };
}
