import type { Values } from "../protocol/values";

/** What a dynamic resource has in its state because its plugin is not told it, and this one is. */
const ofDynamicResources: readonly string[] = ["__provider", "resourceUrn", "organization", "isUp"];

/** Properties without what only the state of a dynamic resource holds. */
export function own(values: object): Values {
    return propertiesOf(values, (name) => !ofDynamicResources.includes(name));
}

/** The properties whose names are wanted. */
export function propertiesOf(values: object, isWanted: (name: string) => boolean): Values {
    return Object.fromEntries(Object.entries(values).filter(([name]) => isWanted(name)));
}
