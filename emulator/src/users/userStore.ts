import { possibleNames, type SignInName, type SignInRules, signInNames } from "./signInNames";
import type { User } from "./user";

/** The users of one pool. Users are numbered in the order of their creation. */
export class UserStore {
    /** By number; deleted users leave `undefined`, so that a page of a list starts where the last one ended. */
    private readonly users: (User | undefined)[] = [];
    /** The numbers of users by every name that leads to them, and that by the kind of name. */
    private readonly numbers = new Map<string, Map<string, number>>();
    private living = 0;

    constructor(private readonly rules: SignInRules) {}

    /** How many users there are. */
    get size(): number {
        return this.living;
    }

    /** Whether one of the new user's names is in use already. */
    hasNamesOf(user: Pick<User, "username" | "attributes">): boolean {
        return signInNames(user, this.rules).some((name) => this.numberOf(name) !== undefined);
    }

    /** Adds a user; ask {@link hasNamesOf} before. */
    add(user: User): void {
        this.index(user, this.users.push(user) - 1);
        this.living++;
    }

    /**
     * Puts `user` in the place of the one with its username.
     * @returns `false` when one of its names belongs to another user; nothing is changed then.
     */
    replace(user: User): boolean {
        const number = this.find(user.username);
        const before = number === undefined ? undefined : this.users[number];
        if (number === undefined || before === undefined) {
            return false;
        }
        this.unindex(before);
        const isFree = !this.hasNamesOf(user);
        const kept = isFree ? user : before;
        this.users[number] = kept;
        this.index(kept, number);
        return isFree;
    }

    /** The user with that username, sub or alias; `undefined`: there is none. */
    get(name: string): User | undefined {
        const number = this.find(name);
        return number === undefined ? undefined : this.users[number];
    }

    /** Removes the user with that username, sub or alias; says whether there was one. */
    delete(name: string): boolean {
        const number = this.find(name);
        const user = number === undefined ? undefined : this.users[number];
        if (number === undefined || user === undefined) {
            return false;
        }
        this.unindex(user);
        this.users[number] = undefined;
        this.living--;
        return true;
    }

    /** Users from position `start` on, with the position after each; deleted ones are left out. */
    *from(start: number): Generator<{ readonly user: User; readonly next: number }> {
        for (let number = Math.max(0, start); number < this.users.length; number++) {
            const user = this.users[number];
            if (user !== undefined) {
                yield { user, next: number + 1 };
            }
        }
    }

    private index(user: User, number: number): void {
        for (const { kind, name } of this.namesOf(user)) {
            const numbers = this.numbers.get(kind) ?? new Map<string, number>();
            this.numbers.set(kind, numbers.set(name, number));
        }
    }

    private unindex(user: User): void {
        for (const { kind, name } of this.namesOf(user)) {
            this.numbers.get(kind)?.delete(name);
        }
    }

    private namesOf(user: User): SignInName[] {
        return [...signInNames(user, this.rules), { kind: "sub", name: user.sub }];
    }

    private find(given: string): number | undefined {
        const names = [...possibleNames(given, this.rules), { kind: "sub", name: given }];
        return names.map((name) => this.numberOf(name)).find((number) => number !== undefined);
    }

    private numberOf({ kind, name }: SignInName): number | undefined {
        return this.numbers.get(kind)?.get(name);
    }
}
