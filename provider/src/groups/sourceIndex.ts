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

    /** The lines that name this member, of which there are several if the source has it under several names. */
    public find(group: string, { names }: Member): readonly Membership[] {
        const wanted = this.byGroup.get(group);
        return names.flatMap((name) => wanted?.get(name) ?? []);
    }

    /** The name of a line as the pool compares it. */
    public nameOf({ username }: Membership): string {
        return foldName(username, this.naming);
    }
}
