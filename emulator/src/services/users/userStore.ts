import { ByteArena } from "./byteArena";
import { HashIndex, hashKey } from "./hashIndex";
import { lookupKeys, type SignInRules, signInKeys } from "./signInNames";
import type { User } from "./user";
import { NameTable, readUser, writeUser } from "./userRecord";

const gone = 0xffffffff;

/**
 * The users of one pool, packed so that half a million fit into about 100 MB. Users are numbered in the order of their creation.
 * Replacing or deleting a user does not give its bytes back: pools of an emulator live shortly.
 */
export class UserStore {
    private readonly arena = new ByteArena();
    private readonly names = new NameTable();
    private readonly index = new HashIndex();
    private addresses = new Uint32Array(16);
    private numbered = 0;
    private living = 0;

    constructor(private readonly rules: SignInRules) {}

    /** How many users there are. */
    get size(): number {
        return this.living;
    }

    /** Bytes held for all users together. */
    get allocatedBytes(): number {
        return this.arena.allocatedBytes + this.index.allocatedBytes + this.addresses.byteLength;
    }

    /** Whether one of the new user's names is in use already. */
    hasNamesOf(user: Pick<User, "username" | "attributes">): boolean {
        return signInKeys(user, this.rules).some((key) => this.findByKey(key) !== undefined);
    }

    /** Adds a user; ask {@link hasNamesOf} before. */
    add(user: User): void {
        if (this.numbered === this.addresses.length) {
            const larger = new Uint32Array(this.addresses.length * 2);
            larger.set(this.addresses);
            this.addresses = larger;
        }
        const number = this.numbered++;
        this.addresses[number] = writeUser(this.arena, this.names, user);
        this.living++;
        for (const key of signInKeys(user, this.rules)) {
            this.index.add(hashKey(key), number);
        }
    }

    /**
     * Puts `user` in the place of the one with its username.
     * @returns `false` when one of its names is another user's; nothing is changed then.
     */
    replace(user: User): boolean {
        const number = this.find(user.username);
        if (number === undefined) {
            return false;
        }
        const before = this.read(number);
        this.unindex(before, number);
        const isFree = !this.hasNamesOf(user);
        if (isFree) {
            this.addresses[number] = writeUser(this.arena, this.names, user);
        }
        for (const key of signInKeys(isFree ? user : before, this.rules)) {
            this.index.add(hashKey(key), number);
        }
        return isFree;
    }

    /** The user with that username, sub or alias; `undefined`: there is none. */
    get(name: string): User | undefined {
        const number = this.find(name);
        return number === undefined ? undefined : this.read(number);
    }

    /** Removes the user with that username, sub or alias; says whether there was one. */
    delete(name: string): boolean {
        const number = this.find(name);
        if (number === undefined) {
            return false;
        }
        this.unindex(this.read(number), number);
        this.addresses[number] = gone;
        this.living--;
        return true;
    }

    /** Users from position `start` on, with the position after each; deleted ones are left out. */
    *from(start: number): Generator<{ readonly user: User; readonly next: number }> {
        for (let number = Math.max(0, start); number < this.numbered; number++) {
            if (this.addresses[number] !== gone) {
                yield { user: this.read(number), next: number + 1 };
            }
        }
    }

    private unindex(user: User, number: number): void {
        for (const key of signInKeys(user, this.rules)) {
            this.index.remove(hashKey(key), number);
        }
    }

    private find(name: string): number | undefined {
        for (const key of lookupKeys(name, this.rules)) {
            const number = this.findByKey(key);
            if (number !== undefined) {
                return number;
            }
        }
        return this.findBySub(name);
    }

    private findByKey(key: string): number | undefined {
        return this.index.find(hashKey(key), (number) => signInKeys(this.read(number), this.rules).includes(key));
    }

    /** A sub is asked for seldom, so it is looked for instead of indexed: 12 bytes a user saved. */
    private findBySub(sub: string): number | undefined {
        const hex = sub.replaceAll("-", "");
        if (!/^[0-9a-f]{32}$/.test(hex)) {
            return undefined;
        }
        const wanted = Buffer.from(hex, "hex");
        for (let number = 0; number < this.numbered; number++) {
            const address = this.addresses[number] ?? gone;
            if (address !== gone && this.arena.at(address).subarray(1, 17).equals(wanted)) {
                return number;
            }
        }
        return undefined;
    }

    private read(number: number): User {
        return readUser(this.arena, this.names, this.addresses[number] ?? gone);
    }
}
