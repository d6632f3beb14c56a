import type { Fields } from "../sourceRecord";
import { auth0 } from "./auth0";
import { cognito } from "./cognito";
import { firebase } from "./firebase";
import { keycloak } from "./keycloak";
import type { Preset } from "./preset";

/** Every source whose form is known, by the name that `--preset` takes. */
export const presets = { cognito, auth0, firebase, keycloak } as const satisfies Readonly<Record<string, Preset>>;

/** A source whose form is known. */
export type PresetName = keyof typeof presets;

/** The names, in the order of the documents. */
export const presetNames = Object.keys(presets) as readonly PresetName[];

/** Whose user this looks like; `undefined`: nobody's that is known. */
export function recognize(fields: Fields): PresetName | undefined {
    return presetNames.find((name) => presets[name].recognizes(fields));
}
