import { foldName, type PoolNaming } from "../existing/poolNames";
import type { Member } from "./poolGroups";
import type { Membership } from "./readGroups";

/** Finds the lines of a source by group and name, as the pool compares names. */
export class SourceIndex {
    private readonly byGroup = new Map<string, Map<string, Membership>>();

    public constructor(
        memberships: readonly Membership[],
        private readonly naming: PoolNaming,
    ) {
        for (const membership of memberships) {
            const names = this.byGroup.get(membership.group) ?? new Map<string, Membership>();
            this.byGroup.set(membership.group, names);
            // Of lines that say the same, the first counts.
            const name = this.nameOf(membership);
            names.set(name, names.get(name) ?? membership);
        }
    }

    /** Every membership once. */
    public *all(): Generator<Membership> {
        for (const names of this.byGroup.values()) {
            yield* names.values();
        }
    }

    /** The line that names this member; `undefined`: none does. */
    public find(group: string, { names }: Member): Membership | undefined {
        const wanted = this.byGroup.get(group);
        const found = names.find((name) => wanted?.has(name));
        return found === undefined ? undefined : wanted?.get(found);
    }

    /** The name of a line as the pool compares it. */
    public nameOf({ username }: Membership): string {
        return foldName(username, this.naming);
    }
}
