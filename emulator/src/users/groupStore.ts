/** A group of a pool, without its members. */
export interface Group {
    readonly name: string;
    readonly description: string | undefined;
    readonly roleArn: string | undefined;
    /** 0 is the highest precedence; `undefined`: below all groups that have one. */
    readonly precedence: number | undefined;
    /** Milliseconds since 1970. */
    readonly createdMs: number;
    /** Milliseconds since 1970. */
    readonly modifiedMs: number;
}

/** The journal's entries about the groups of a pool. A member is named by its sub, which never changes. */
export type GroupEntry =
    | { readonly type: "group"; readonly poolId: string; readonly group: Group }
    | { readonly type: "groupDeleted"; readonly poolId: string; readonly name: string }
    | {
          readonly type: "member";
          readonly poolId: string;
          readonly name: string;
          readonly sub: string;
          readonly isMember: boolean;
      };

/** The members of one group. Those who leave leave `undefined`, so that a page of a list starts where the last one ended. */
interface Members {
    readonly subs: (string | undefined)[];
    readonly places: Map<string, number>;
}

/** The groups of one pool, and who is in them. */
export class GroupStore {
    /** By name, oldest first; deleted groups leave `undefined` in {@link order}. */
    private readonly groups = new Map<string, { group: Group; readonly members: Members }>();
    private readonly order: (string | undefined)[] = [];

    /** How many groups there are. */
    get size(): number {
        return this.groups.size;
    }

    /** `undefined`: there is no such group. */
    get(name: string): Group | undefined {
        return this.groups.get(name)?.group;
    }

    /** Adds a group, or changes the one of that name. */
    put(group: Group): void {
        const known = this.groups.get(group.name);
        if (known === undefined) {
            this.groups.set(group.name, { group, members: { subs: [], places: new Map() } });
            this.order.push(group.name);
        } else {
            known.group = group;
        }
    }

    /** Removes a group. Its members stay in the pool. */
    delete(name: string): void {
        if (this.groups.delete(name)) {
            this.order[this.order.indexOf(name)] = undefined;
        }
    }

    /** Puts a user into a group or takes it out; says whether that changed anything. There must be such a group. */
    setMember(name: string, sub: string, isMember: boolean): boolean {
        const members = this.groups.get(name)?.members;
        const place = members?.places.get(sub);
        if (members === undefined || (place !== undefined) === isMember) {
            return false;
        }
        if (place === undefined) {
            members.places.set(sub, members.subs.push(sub) - 1);
        } else {
            members.subs[place] = undefined;
            members.places.delete(sub);
        }
        return true;
    }

    /** Takes a user who is deleted out of every group. */
    forget(sub: string): void {
        for (const name of this.groups.keys()) {
            this.setMember(name, sub, false);
        }
    }

    /** Groups from position `start` on, with the position after each. */
    *from(start: number): Generator<{ readonly group: Group; readonly next: number }> {
        for (let place = start; place < this.order.length; place++) {
            const group = this.get(this.order[place] ?? "");
            if (group !== undefined) {
                yield { group, next: place + 1 };
            }
        }
    }

    /** The subs of a group's members from position `start` on, with the position after each. */
    *membersFrom(name: string, start: number): Generator<{ readonly sub: string; readonly next: number }> {
        const { subs = [] } = this.groups.get(name)?.members ?? {};
        for (let place = start; place < subs.length; place++) {
            const sub = subs[place];
            if (sub !== undefined) {
                yield { sub, next: place + 1 };
            }
        }
    }

    /** The same as {@link from}, with only the groups that a user is in. */
    *ofUser(sub: string, start = 0): Generator<{ readonly group: Group; readonly next: number }> {
        for (const found of this.from(start)) {
            if (this.groups.get(found.group.name)?.members.places.has(sub) === true) {
                yield found;
            }
        }
    }
}
